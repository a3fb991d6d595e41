package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.Authorities;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.Replicas;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.FreePort;
import io.arauto.embedded.ServerOptions;
import io.arauto.embedded.ServerTls;
import io.arauto.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that speaks TLS, with a certificate for 127.0.0.1 and localhost. */
class EncryptedRedisTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.issue();
    private static final Authorities VOUCHER = new Authorities(CERTIFICATE.chain());
    private static final int PORT = FreePort.find();

    private static EmbeddedRedis redis;

    @BeforeAll
    static void start(@TempDir Path directory) {
        var files = CERTIFICATE.writeTo(directory);
        redis = EmbeddedRedis.start(ServerOptions.TEMPORARY
                .with(new ServerTls(files.certificate(), files.key()).on(PORT))
                .with("--bind", "127.0.0.1", "127.0.0.2"));
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void everythingThatIsDoneWithRedisIsDoneEncrypted() {
        EveryUse.of(settings("rediss://localhost:" + PORT, VOUCHER));
    }

    @Test
    void aServerThatNobodyWhoIsTrustedVouchesForIsRefused() {
        assertRefused(settings("rediss://127.0.0.1:" + PORT, Authorities.OF_JVM));
        assertRefused(settings(
                "rediss://127.0.0.1:" + PORT,
                new Authorities(TestCertificate.issue().chain())));
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertRefused(settings("rediss://127.0.0.2:" + PORT, VOUCHER));
    }

    @Test
    void neitherSideTakesPlainTextForTheOther() {
        assertRefused(settings("redis://127.0.0.1:" + PORT, VOUCHER));
        assertRefused(settings("rediss://127.0.0.1:" + redis.port(), VOUCHER));
    }

    private static void assertRefused(RedisSettings settings) {
        try (var node = TestNode.notAwaited(TestNode.config(settings, TestNode.LOG_LENGTH, TestNode.OUTBOX_LIMIT))) {
            assertThatThrownBy(() -> node.publishes(new Tenant("acme"), Topic.channel("vendas"), "secret"))
                    .isInstanceOfSatisfying(
                            BrokerException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE));
            assertThat(node.broker().isReady()).isFalse();
        }
    }

    private static RedisSettings settings(String url, Authorities authorities) {
        return new RedisSettings(url, Duration.ofSeconds(3), Replicas.NONE, authorities);
    }
}

package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.FreePort;
import io.arauto.embedded.ServerOptions;
import io.arauto.embedded.ServerTls;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.ProjectRoot;
import io.arauto.testkit.TestCertificate;
import io.arauto.testkit.TestUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Packaged processes over a Redis that they reach by TLS, as the users with the least rights that the documentation tells to make. */
class EncryptedRedisIT {
    private static final int PORT = FreePort.find();
    private static final Path DIRECTORY = directory();
    private static final EmbeddedRedis REDIS = start();

    @RegisterExtension
    static final Cluster CLUSTER = new Cluster(
            Map.of(
                    "REDIS_URL",
                    url("arauto-gateway:gateway-password"),
                    "ARAUTO_REDIS_CA_FILE",
                    DIRECTORY.resolve("tls.crt").toString()),
            Map.of("REDIS_URL", url("arauto-worker:worker-password")));

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void messagesArriveAndAreStoredAndAreAgainAfterARestart() throws Exception {
        var joao = CLUSTER.client(CLUSTER.nodeA(), TestUser.of("acme", "1", "joao", "vendas", "chat"));
        var maria = CLUSTER.client(CLUSTER.nodeB(), TestUser.of("acme", "2", "maria", "vendas", "chat"));
        var before = joao.sendsChat("vendas", "before");
        assertThat(maria.awaits("chat:message").getString("id")).isEqualTo(before);

        REDIS.kill();
        REDIS.restart();
        CLUSTER.nodeA().awaitsReady();
        CLUSTER.nodeB().awaitsReady();
        joao.awaitsConnection();
        var after = joao.sendsChat("vendas", "after");

        maria.events().await("chat:message", 2);
        Eventually.holds(() -> assertThat(CLUSTER.storedMessages("acme")).containsExactly(before, after));
        assertThat(CLUSTER.worker().logged()).doesNotContain("NOPERM");
        assertThat(CLUSTER.nodeA().logged()).doesNotContain("NOPERM");
    }

    private static String url(String login) {
        return "rediss://" + login + "@127.0.0.1:" + PORT;
    }

    /** The default user may do all: with its rights Redis reads what it has written down. */
    private static EmbeddedRedis start() {
        try {
            var documented = Files.readString(ProjectRoot.directory().resolve("docs/operations.md"));
            var users = Stream.concat(
                            Stream.of("user default on nopass ~* &* +@all"),
                            documented
                                    .lines()
                                    .filter(line -> line.startsWith("ACL SETUSER"))
                                    .map(line -> line.replaceFirst("ACL SETUSER", "user")))
                    .toList();
            var list = Files.write(DIRECTORY.resolve("users.acl"), users);
            var files = TestCertificate.issue().writeTo(DIRECTORY);
            return EmbeddedRedis.start(ServerOptions.TEMPORARY
                    .with(new ServerTls(files.certificate(), files.key()).on(PORT))
                    .with("--appendfsync", "always", "--aclfile", list.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("encrypted-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.redis.Authorities;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.Replicas;
import io.arauto.embedded.EmbeddedCluster;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.EmbeddedSentinel;
import io.arauto.embedded.FreePort;
import io.arauto.embedded.ServerOptions;
import io.arauto.embedded.ServerTls;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis Cluster, and sentinels, that speak TLS to all and among themselves. */
class EncryptedFormsTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.issue();
    private static final Authorities VOUCHER = new Authorities(CERTIFICATE.chain());
    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");

    private final List<AutoCloseable> open = new ArrayList<>();
    private ServerTls tls;

    @BeforeEach
    void write(@TempDir Path directory) {
        var files = CERTIFICATE.writeTo(directory);
        tls = new ServerTls(files.certificate(), files.key());
    }

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void aClusterDoesEverythingAndItsReplicasTakeOver() {
        var cluster = opened(EmbeddedCluster.encrypted(tls, 3, 3));
        EveryUse.of(settings(cluster.url(), VOUCHER));
        var node = node(cluster.url(), VOUCHER);
        node.listensTo(ACME, VENDAS);
        var slot = Partition.of(ACME).slot();

        cluster.master(slot).kill();
        cluster.promote(slot);

        publishesAgain(node);
    }

    @Test
    void sentinelsLeadToTheMasterAndToWhoTakesOver() {
        var port = FreePort.find();
        var master = server(port);
        var replica = server(FreePort.find(), "--replicaof", "127.0.0.1", String.valueOf(port));
        var onReplica = opened(new RawRedis(replica.url()));
        Eventually.isTrue(
                "in sync", () -> String.valueOf(onReplica.send("ROLE")).contains("connected"));
        var url = sentinels(port);
        EveryUse.of(settings(url, VOUCHER));
        var node = node(url, VOUCHER);
        node.listensTo(ACME, VENDAS);

        master.kill();

        publishesAgain(node);
    }

    @Test
    void whoIsNotTrustedIsNotUsed() {
        var stranger = new Authorities(TestCertificate.issue().chain());
        var port = FreePort.find();
        server(port);

        for (var url : List.of(opened(EmbeddedCluster.encrypted(tls, 1, 0)).url(), sentinels(port))) {
            node(url, VOUCHER);
            var refusing = opened(TestNode.notAwaited(config(url, stranger)));
            Eventually.isTrue("refused", () -> isRefused(refusing));
            assertThat(refusing.broker().isReady()).isFalse();
        }
    }

    private EmbeddedRedis server(int port, String... arguments) {
        return opened(EmbeddedRedis.start(ServerOptions.TEMPORARY
                .with(tls.on(port))
                .with("--repl-diskless-sync-delay", "0")
                .with(arguments)));
    }

    /** Three who know each other; answers where they are. */
    private String sentinels(int master) {
        var ports = IntStream.range(0, 3).map(_ -> FreePort.find()).boxed().toList();
        var sentinels = ports.stream()
                .map(port -> opened(EmbeddedSentinel.watching(master, 2, Duration.ofSeconds(1), tls.on(port))))
                .toList();
        sentinels.stream()
                .map(sentinel -> opened(new RawRedis("redis://127.0.0.1:" + sentinel.port())))
                .forEach(raw -> Eventually.isTrue(
                        "it knows the others",
                        () -> raw.list("SENTINEL", "SENTINELS", "mymaster").count() == 2));
        return ports.stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(",", "rediss+sentinel://", "/mymaster"));
    }

    private static void publishesAgain(TestNode node) {
        Eventually.isTrue("published", () -> !isRefused(node));
        var id = node.publishes(ACME, VENDAS, "heard");
        Eventually.holds(() -> assertThat(node.ids()).contains(id));
    }

    private static boolean isRefused(TestNode node) {
        try {
            node.publishes(ACME, VENDAS, "tried");
            return false;
        } catch (BrokerException away) {
            return true;
        }
    }

    private TestNode node(String url, Authorities authorities) {
        return opened(TestNode.started(config(url, authorities)));
    }

    private static BrokerConfig config(String url, Authorities authorities) {
        return TestNode.config(settings(url, authorities), TestNode.LOG_LENGTH, TestNode.OUTBOX_LIMIT);
    }

    private static RedisSettings settings(String url, Authorities authorities) {
        return new RedisSettings(url, Duration.ofSeconds(3), Replicas.NONE, authorities);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}

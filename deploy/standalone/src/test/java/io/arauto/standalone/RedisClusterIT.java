package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.Tenant;
import io.arauto.broker.redis.Partition;
import io.arauto.embedded.EmbeddedCluster;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Packaged processes over a Redis Cluster, one of whose masters is killed. */
class RedisClusterIT {

    private static final EmbeddedCluster REDIS = EmbeddedCluster.start(3, 3);

    @RegisterExtension
    static final Cluster CLUSTER = new Cluster(Map.of("REDIS_URL", REDIS.url(), "ARAUTO_ACK_REPLICAS", "1"));

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    /** Two users of a tenant on two nodes, and what was acked of what the first one sent. */
    private record Talk(String tenant, RecoveringClient sender, RecoveringClient receiver, List<String> acked) {
        static Talk of(String tenant) {
            return new Talk(
                    tenant,
                    CLUSTER.client(CLUSTER.nodeA(), TestUser.of(tenant, "1", "joao", "vendas", "chat")),
                    CLUSTER.client(CLUSTER.nodeB(), TestUser.of(tenant, "2", "maria", "vendas", "chat")),
                    new ArrayList<>());
        }

        void send(int count) {
            for (var number = 0; number < count; number++) {
                acked.add(sender.sendsChat("vendas", "message " + acked.size()));
            }
        }

        /** The same request again and again, until the answer is not that it is to be sent again. */
        void sendUntilAcked() {
            var message = new JsonObject()
                    .put("channel", "vendas")
                    .put("text", "message " + acked.size())
                    .put("clientMsgId", "request-" + acked.size());
            Eventually.isTrue("acked", () -> {
                var answer = Eventually.completes("an answer", sender.emit("chat:send", message));
                if (answer.containsKey("ok")) {
                    return acked.add(answer.getJsonObject("ok").getString("id"));
                }
                assertThat(answer.getJsonObject("error").getBoolean("retryable"))
                        .as(answer.encode())
                        .isTrue();
                return false;
            });
        }

        void check() {
            receiver.events().await("chat:message", acked.size());
            assertThat(receiver.received("chat:message")).extracting(Client::id).isEqualTo(acked);
            Eventually.holds(() -> assertThat(CLUSTER.storedMessages(tenant)).isEqualTo(acked));
        }
    }

    @Test
    void whenAMasterIsKilledItsTenantsWaitForItsReplicaAndTheOthersForNothing() {
        var talks = REDIS.masters().stream()
                .map(RedisClusterIT::tenantOf)
                .map(Talk::of)
                .toList();
        talks.forEach(talk -> talk.send(20));
        var waiting = talks.getFirst();

        REDIS.masters().getFirst().kill();
        assertThat(waiting.sender()
                        .isRefused(
                                "chat:send",
                                new JsonObject().put("channel", "vendas").put("text", "lost"))
                        .getString("code"))
                .isEqualTo("unavailable");
        talks.stream().skip(1).forEach(talk -> talk.send(20));
        var newcomer =
                CLUSTER.client(CLUSTER.nodeB(), TestUser.of(talks.getLast().tenant(), "3", "ana", "vendas", "chat"));
        talks.getLast().acked().add(newcomer.sendsChat("vendas", "from one who came meanwhile"));
        assertThat(CLUSTER.nodeA().isReady()).isTrue();
        assertThat(CLUSTER.nodeB().isReady()).isTrue();

        REDIS.promote(Partition.of(new Tenant(waiting.tenant())).slot());
        waiting.sendUntilAcked();
        waiting.send(20);

        talks.forEach(Talk::check);
    }

    private static String tenantOf(EmbeddedRedis master) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "tenant-" + number)
                .filter(name ->
                        REDIS.master(Partition.of(new Tenant(name)).slot()).equals(master))
                .findFirst()
                .orElseThrow();
    }
}

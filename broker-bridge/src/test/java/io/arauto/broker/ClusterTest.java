package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.OutboxSettings;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.Replicas;
import io.arauto.embedded.EmbeddedCluster;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.FreePort;
import io.arauto.testkit.Eventually;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Redis Cluster of three masters. */
class ClusterTest {
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final Topic GERAL = Topic.channel("geral");
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void everythingThatIsDoneWithRedisIsDoneWithACluster() {
        var cluster = opened(EmbeddedCluster.start(3, 0));

        EveryUse.of(new RedisSettings(cluster.url(), SILENCE));

        cluster.masters().forEach(master -> assertThat(keys(master)).isNotEmpty());
    }

    @Test
    void anyServerOfItIsEnoughToFindItAndScriptsThatItForgotAreSentAgain() {
        var cluster = opened(EmbeddedCluster.start(3, 0));
        var node = opened(TestNode.started("redis+cluster://127.0.0.1:" + FreePort.find() + ",127.0.0.1:"
                + cluster.masters().getLast().port()));
        var tenants = tenants(cluster);
        tenants.forEach(tenant -> node.publishes(tenant, VENDAS, "before"));

        cluster.masters().forEach(master -> raw(master).send("SCRIPT", "FLUSH"));

        tenants.forEach(tenant -> {
            node.listensTo(tenant, VENDAS);
            var id = node.publishes(tenant, VENDAS, "after");
            Eventually.holds(() -> assertThat(node.ids(tenant)).containsExactly(id));
        });
    }

    @Test
    void aDeadMasterStopsItsPartitionsAloneAndOnlyUntilItsReplicaIsPromoted() {
        var cluster = opened(EmbeddedCluster.start(3, 3));
        var tenants = tenants(cluster);
        var dead = tenants.getFirst();
        var settings = new RedisSettings(cluster.url(), SILENCE, new Replicas(1, Duration.ofMillis(500)));
        var config = TestNode.config(settings, TestNode.LOG_LENGTH, TestNode.OUTBOX_LIMIT);
        var publisher = opened(TestNode.started(config));
        var listener = opened(TestNode.started(cluster.url()));
        var written = new CopyOnWriteArrayList<OutboxEntry>();
        opened(opened(TestNode.started(cluster.url()))
                .broker()
                .consume(new OutboxSettings(100, 2, Duration.ofMillis(10), Duration.ofSeconds(2)), batch -> {
                    written.addAll(batch);
                    return List.of();
                }));
        tenants.forEach(tenant -> listener.listensTo(tenant, VENDAS));
        var acked = new ArrayList<EventId>();
        tenants.forEach(tenant -> acked.add(publishUntilAcked(publisher, tenant, "before")));

        cluster.master(Partition.of(dead).slot()).kill();
        assertThatThrownBy(() -> publisher.publishes(dead, VENDAS, "lost"))
                .isInstanceOfSatisfying(
                        BrokerException.class, away -> assertThat(away.code()).isEqualTo(Code.UNAVAILABLE));
        for (var tenant : tenants.subList(1, 3)) {
            acked.add(publisher.publishes(tenant, VENDAS, "meanwhile"));
            listener.listensTo(tenant, GERAL);
        }
        assertThat(publisher.broker().isReady()).isTrue();
        assertThat(listener.broker().isReady()).isTrue();

        cluster.promote(Partition.of(dead).slot());
        acked.add(publishUntilAcked(publisher, dead, "promoted"));
        acked.add(publishUntilAcked(publisher, dead, "after"));
        Eventually.holds(() -> assertThat(listener.ids()).containsExactlyInAnyOrderElementsOf(acked));
        assertThat(listener.ids(dead)).isSorted();
        Eventually.holds(() -> assertThat(written).extracting(OutboxEntry::id).containsAll(acked));

        assertThat(listener.unrepairable()).isEmpty();
    }

    @Test
    void aSlotThatMovesWhileAllIsInUseTakesEverythingAlong() throws Exception {
        var cluster = opened(EmbeddedCluster.start(3, 0));
        var tenants = tenants(cluster);
        var moving = tenants.getFirst();
        var listeners = List.of(opened(TestNode.started(cluster.url())), opened(TestNode.started(cluster.url())));
        tenants.forEach(tenant -> listeners.forEach(listener -> listener.listensTo(tenant, VENDAS, GERAL)));
        var publisher = opened(TestNode.started(TestNode.config(cluster.url(), 10_000, TestNode.OUTBOX_LIMIT)));
        var slot = Partition.of(moving).slot();
        var from = cluster.master(slot);
        var to = cluster.masters().getLast();
        var moved = new AtomicBoolean();
        var started = new CountDownLatch(1);
        var acked = new ArrayList<EventId>();
        var storm = Thread.ofVirtual().start(() -> {
            while (!moved.get() || acked.size() < 200) {
                acked.add(publishUntilAcked(publisher, moving, "event-" + acked.size()));
                started.countDown();
            }
        });
        started.await();

        cluster.move(slot, from, to);
        var other = publisher.publishes(tenants.get(1), VENDAS, "undisturbed");
        moved.set(true);
        storm.join();
        acked.add(publisher.publishes(moving, GERAL, "after"));

        for (var listener : listeners) {
            Eventually.holds(() -> assertThat(listener.ids(moving)).isEqualTo(acked));
            Eventually.holds(() -> assertThat(listener.ids(tenants.get(1))).containsExactly(other));
            assertThat(listener.unrepairable()).isEmpty();
        }
        assertThat(raw(to).number("XLEN", Keys.outbox(Partition.of(moving)))).isEqualTo(acked.size());
        var late = opened(TestNode.started(cluster.url()));
        late.listensTo(moving, VENDAS);
        var id = late.publishes(moving, VENDAS, "by one that came later");
        Eventually.holds(() -> assertThat(late.ids()).containsExactly(id));
    }

    private static EventId publishUntilAcked(TestNode publisher, Tenant tenant, String request) {
        var acked = new ArrayList<EventId>();
        Eventually.isTrue("acked", () -> {
            try {
                return acked.add(publisher
                        .broker()
                        .publisher()
                        .publish(Publication.of(tenant, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer(request))
                                .once("1", request))
                        .await()
                        .id());
            } catch (BrokerException away) {
                return false;
            }
        });
        return acked.getLast();
    }

    /** One of each master. */
    private static List<Tenant> tenants(EmbeddedCluster cluster) {
        return cluster.masters().stream()
                .map(master -> IntStream.iterate(0, number -> number + 1)
                        .mapToObj(number -> new Tenant("tenant-" + number))
                        .filter(tenant ->
                                cluster.master(Partition.of(tenant).slot()).equals(master))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private List<String> keys(EmbeddedRedis server) {
        return raw(server).list("KEYS", "rt:*").toList();
    }

    private RawRedis raw(EmbeddedRedis server) {
        return opened(new RawRedis(server.url()));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}

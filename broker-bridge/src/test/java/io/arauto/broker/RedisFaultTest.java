package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.embedded.RedisServer;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestServers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node does when Redis, or its connection to it, breaks. */
class RedisFaultTest {
    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final Topic GERAL = Topic.channel("geral");
    private static final int EVENTS_IN_A_STORM = 1_000;
    private static final int MORE_THAN_MAY_BE_ON_THEIR_WAY = 10_000;

    private RedisServer redis;
    private RawRedis raw;
    private TestNode node;

    @BeforeEach
    void start() {
        redis = TestServers.redis();
        raw = new RawRedis(redis.url());
        node = TestNode.started(redis.url());
    }

    @AfterEach
    void stop() {
        node.close();
        raw.close();
        redis.close();
    }

    @Test
    void aKilledSubscriptionComesBackAndWhatItMissedIsInOrderAndNotTwice() {
        node.listensTo(ACME, VENDAS, GERAL);
        try (var publisher = TestNode.started(redis.url())) {
            var ids = new ArrayList<EventId>();
            for (var round = 0; round < 5; round++) {
                raw.send("CLIENT", "KILL", "TYPE", "pubsub");
                for (var number = 0; number < 50; number++) {
                    ids.add(publisher.publishes(ACME, number % 3 == 0 ? GERAL : VENDAS, "event " + ids.size()));
                }
            }

            Eventually.holds(() -> assertThat(node.ids()).isEqualTo(ids));
            assertThat(node.unrepairable()).isEmpty();
        }
    }

    @Test
    void whatIsMoreThanMayBeOnItsWayFailsAtOnceAndAllElseIsDone() throws Exception {
        node.listensTo(ACME, VENDAS);
        var ids = new CompletableFuture<List<EventId>>();
        var failures = new ConcurrentLinkedQueue<Throwable>();

        node.vertx().runOnContext(_ -> {
            var flood = IntStream.range(0, MORE_THAN_MAY_BE_ON_THEIR_WAY)
                    .mapToObj(number -> node.publish(ACME, VENDAS, "event " + number))
                    .peek(published -> published.onFailure(failures::add))
                    .toList();
            Future.join(flood)
                    .onComplete(_ -> ids.complete(flood.stream()
                            .filter(Future::succeeded)
                            .map(published -> published.result().id())
                            .toList()));
        });

        var acked = ids.get(1, TimeUnit.MINUTES);
        assertThat(failures)
                .hasSize(MORE_THAN_MAY_BE_ON_THEIR_WAY - acked.size())
                .isNotEmpty()
                .allMatch(failure -> failure instanceof BrokerException refused && refused.code() == Code.UNAVAILABLE);
        Eventually.holds(() -> assertThat(node.ids()).isEqualTo(acked));
    }

    @Test
    void underAStormOfBrokenConnectionsEveryAckedEventArrivesOnceAndInOrder() throws Exception {
        var tenants = List.of(ACME, new Tenant("acme2"), new Tenant("acme3"));
        var logLength = 2 * EVENTS_IN_A_STORM; // whoever is away for all of the storm still finds everything
        try (var other = TestNode.started(redis.url());
                var publisher = TestNode.started(TestNode.config(redis.url(), logLength, TestNode.OUTBOX_LIMIT))) {
            var listeners = List.of(node, other);
            tenants.forEach(tenant -> listeners.forEach(listener -> listener.listensTo(tenant, VENDAS, GERAL)));
            var acked = new ConcurrentHashMap<Tenant, List<EventId>>();
            var publishers = tenants.stream()
                    .map(tenant -> Thread.ofVirtual()
                            .start(() -> acked.put(tenant, publishesUntilAcked(publisher, tenant, EVENTS_IN_A_STORM))))
                    .toList();

            for (var round = 0; publishers.stream().anyMatch(Thread::isAlive); round++) {
                raw.send("CLIENT", "KILL", "TYPE", round % 3 == 0 ? "normal" : "pubsub", "SKIPME", "yes");
                publishers.getFirst().join(Duration.ofMillis(50));
            }

            tenants.forEach(tenant -> listeners.forEach(listener -> Eventually.holds(() -> {
                assertThat(listener.unrepairable()).isEmpty();
                assertThat(listener.ids(tenant)).isEqualTo(acked.get(tenant));
            })));
        }
    }

    private static List<EventId> publishesUntilAcked(TestNode publisher, Tenant tenant, int count) {
        var ids = new ArrayList<EventId>();
        while (ids.size() < count) {
            try {
                ids.add(publisher
                        .broker()
                        .publisher()
                        .publish(Publication.of(
                                        tenant,
                                        List.of(ids.size() % 2 == 0 ? VENDAS : GERAL),
                                        EventKind.MESSAGE,
                                        Buffer.buffer("body"))
                                .once("1", "request-" + ids.size()))
                        .await()
                        .id());
            } catch (BrokerException again) {
                Thread.onSpinWait();
            }
        }
        return ids;
    }

    @Test
    void aKilledServerThatComesBackLosesNothingThatWasAcked() {
        node.listensTo(ACME, VENDAS);
        var before = node.publishes(ACME, VENDAS, "before");
        raw.send("CONFIG", "SET", "appendfsync", "always");
        var acked = node.publishes(ACME, VENDAS, "acked");

        redis.kill();
        Eventually.isTrue("not ready", () -> !node.broker().isReady());
        assertThatThrownBy(() -> node.publishes(ACME, VENDAS, "refused"))
                .isInstanceOfSatisfying(
                        BrokerException.class, away -> assertThat(away.code()).isEqualTo(Code.UNAVAILABLE));
        redis.restart();
        Eventually.isTrue("ready", node.broker()::isReady);
        var after = node.publishes(ACME, VENDAS, "after");

        Eventually.holds(() -> assertThat(node.ids()).containsExactly(before, acked, after));
        assertThat(raw.number("XLEN", TenantKeys.of(ACME).outbox())).isEqualTo(3);
    }

    @Test
    void aServerThatStandsStillIsNoticedAndWhatWaitsForItFails() {
        node.listensTo(ACME, VENDAS);
        var before = node.publishes(ACME, VENDAS, "before");
        redis.suspend();

        assertThatThrownBy(() -> publish("may arrive").await()).isInstanceOf(BrokerException.class);
        Eventually.isTrue("not ready", () -> !node.broker().isReady());
        assertThatThrownBy(() -> publish("refused").await()).isInstanceOf(BrokerException.class);

        redis.resume();
        Eventually.isTrue("ready again", node.broker()::isReady);
        var after = node.publishes(ACME, VENDAS, "after");

        Eventually.holds(() -> assertThat(node.ids()).startsWith(before).endsWith(after));
        assertThat(node.bodies()).doesNotContain("refused");
    }

    @Test
    void ofWhatWasOnItsWayToAServerThatDiesNobodyIsToldThatItWasRefused() {
        redis.suspend();
        var onTheirWay = IntStream.range(0, 50)
                .mapToObj(number -> publish("may have arrived " + number))
                .toList();

        redis.kill();

        assertThat(onTheirWay)
                .allSatisfy(answer -> assertThatThrownBy(answer::await)
                        .isInstanceOfSatisfying(
                                BrokerException.class,
                                lost -> assertThat(lost.code()).isEqualTo(Code.UNAVAILABLE)));
    }

    @Test
    void aSubscriberThatRedisCutsOffForItsFullBufferReadsTheRestFromTheLog() {
        raw.send("CONFIG", "SET", "client-output-buffer-limit", "pubsub 64kb 0 0");
        node.listensTo(ACME, VENDAS);
        var ids = new ArrayList<EventId>();
        try (var publisher = TestNode.started(redis.url())) {
            var busy = new CountDownLatch(1);
            node.isBusyUntil(busy);
            var body = "x".repeat(500_000);
            for (var number = 0; number < 60; number++) {
                ids.add(publisher.publishes(ACME, VENDAS, body));
            }
            busy.countDown();

            Eventually.holds(() -> assertThat(node.ids()).isEqualTo(ids));
            assertThat(node.unrepairable()).isEmpty();
        }
    }

    @Test
    void acquiringWhileRedisIsAwayFailsAtOnceAndLeavesNothingBehind() {
        redis.kill();
        Eventually.isTrue("not ready", () -> !node.broker().isReady());

        assertThatThrownBy(() -> node.listensTo(ACME, VENDAS)).isInstanceOf(BrokerException.class);

        redis.restart();
        Eventually.isTrue("ready", node.broker()::isReady);
        assertThat(raw.list("PUBSUB", "SHARDCHANNELS", "*topic*")).isEmpty();
    }

    private Future<Published> publish(String body) {
        return node.broker()
                .publisher()
                .publish(Publication.of(ACME, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer(body)));
    }
}

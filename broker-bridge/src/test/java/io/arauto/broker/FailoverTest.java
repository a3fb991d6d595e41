package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.lock.Acquisition;
import io.arauto.broker.lock.Bounds;
import io.arauto.broker.lock.LockRequest;
import io.arauto.broker.lock.Locker;
import io.arauto.broker.lock.Resource;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.Replicas;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.EmbeddedSentinel;
import io.arauto.embedded.ServerOptions;
import io.arauto.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis with a replica: what is acked is on both, and survives the loss of one. */
class FailoverTest {
    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final Bounds BOUNDS = new Bounds(100, 2, Duration.ofSeconds(10));
    private static final int STORM = 2_000;

    private final List<AutoCloseable> open = new ArrayList<>();
    private EmbeddedRedis master;
    private EmbeddedRedis replica;
    private RawRedis onReplica;

    @BeforeEach
    void start() {
        master = opened(EmbeddedRedis.start(ServerOptions.TEMPORARY.with("--repl-diskless-sync-delay", "0")));
        replica = opened(EmbeddedRedis.start(ServerOptions.TEMPORARY.with(
                "--repl-diskless-sync-delay", "0", "--replicaof", "127.0.0.1", String.valueOf(master.port()))));
        onReplica = opened(new RawRedis(replica.url()));
        Eventually.isTrue(
                "in sync", () -> String.valueOf(onReplica.send("ROLE")).contains("connected"));
        var onMaster = onMaster();
        Eventually.isTrue("known to be", () -> onMaster.number("WAIT", 1, 1) == 1);
    }

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void whatIsAckedIsOnTheReplica() {
        var node = node(master.url());

        for (var number = 1; number <= 200; number++) {
            publish(node, "request-" + number);
            assertThat(waitingOn(onReplica)).isEqualTo(number);
        }
    }

    @Test
    void whileTheReplicaStandsStillNothingIsAckedAndARepetitionLaterIsTheSameEvent() {
        var node = node(master.url());
        node.listensTo(ACME, VENDAS);
        replica.suspend();

        assertUnavailable(() -> publish(node, "request"));
        assertUnavailable(() -> publish(node(master.url()), "request"));

        replica.resume();
        var repeated = publish(node, "request");
        assertThat(repeated.repeated()).isTrue();
        Eventually.holds(() -> assertThat(node.ids()).containsExactly(repeated.id()));
        assertThat(waitingOn(onReplica)).isEqualTo(1);
    }

    @Test
    void aFailoverLosesNothingAckedDoublesNothingAndIdsGrowOn() {
        var sentinels = IntStream.range(0, 3)
                .map(_ -> opened(EmbeddedSentinel.watching(master.port(), 2, Duration.ofSeconds(1)))
                        .port())
                .mapToObj(port -> "127.0.0.1:" + port)
                .toList();
        sentinels.forEach(this::awaitFriends);
        var url = "redis+sentinel://" + String.join(",", sentinels) + "/mymaster";
        var node = node(url);
        var listener = node(url);
        listener.listensTo(ACME, VENDAS);
        var acked = new ArrayList<EventId>();

        for (var number = 0; number < STORM; number++) {
            if (number == STORM / 2) {
                master.kill();
                Thread.ofVirtual().start(this::restartAfterPromotion);
            }
            acked.add(publishUntilAcked(node, "request-" + number));
        }

        assertThat(acked).isSorted().doesNotHaveDuplicates();
        Eventually.holds(
                () -> assertThat(listener.ids()).containsAll(acked).isSorted().doesNotHaveDuplicates());
        assertThat(waitingOn(onReplica)).isEqualTo(STORM);
        assertThat(listener.unrepairable()).isEmpty();
    }

    @Test
    void aLockIsAnsweredWhenTheReplicaHasItTooAndItsFenceIsTheSameWhenAskedAgain() {
        var node = node(master.url());
        var before = acquire(node, "s1", "cliente:1");
        assertThat(fenceOn(onReplica, "cliente:1")).isEqualTo(before);
        replica.suspend();

        assertUnavailable(() -> acquire(node, "s1", "cliente:2"));

        replica.resume();
        var again = acquire(node, "s1", "cliente:2");
        assertThat(again).isGreaterThan(before);
        assertThat(fenceOn(onReplica, "cliente:2")).isEqualTo(again);
        assertThat(fenceOn(onMaster(), "cliente:2")).isEqualTo(again);
    }

    @Test
    void aFenceAfterAFailoverIsAboveAllThatWereAnsweredBeforeAlsoByNodesThatSawNone() {
        var node = node(master.url());
        var fences = new ArrayList<EventId>();
        for (var number = 0; number < 50; number++) {
            fences.add(force(node, "s" + number));
        }
        master.kill();
        onReplica.send("REPLICAOF", "NO", "ONE");

        var fresh = opened(TestNode.started(replica.url()));
        fences.add(force(fresh, "late"));

        assertThat(fences).isSorted().doesNotHaveDuplicates();
    }

    /** The sentinels make it a replica of the one that was its own. */
    private void restartAfterPromotion() {
        Eventually.isTrue("promoted", this::isPromoted);
        master.restart();
    }

    /** Sentinels end all connections to a server whose role they change: that is no answer. */
    private boolean isPromoted() {
        try {
            return String.valueOf(onReplica.send("ROLE")).contains("master");
        } catch (Exception cutOff) {
            return false;
        }
    }

    private void awaitFriends(String sentinel) {
        var raw = opened(new RawRedis("redis://" + sentinel));
        Eventually.isTrue(
                "it knows the others and the replica",
                () -> raw.list("SENTINEL", "SENTINELS", "mymaster").count() == 2
                        && raw.list("SENTINEL", "REPLICAS", "mymaster").count() == 1);
    }

    /** Sentinels make a master that is back a replica when they have seen it up for 8 s, and look every 10 s. */
    private static EventId publishUntilAcked(TestNode node, String request) {
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            try {
                return publish(node, request).id();
            } catch (BrokerException away) {
                if (System.nanoTime() > deadline) {
                    throw away;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Published publish(TestNode node, String request) {
        return node.broker()
                .publisher()
                .publish(Publication.of(ACME, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer(request))
                        .once("1", request))
                .await();
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BrokerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE));
    }

    private static EventId acquire(TestNode node, String session, String resource) {
        return fence(node.broker().locks(BOUNDS).acquire(locker(session), request(resource)));
    }

    private static EventId force(TestNode node, String session) {
        return fence(node.broker().locks(BOUNDS).force(locker(session), request("pedido:7"), new JsonObject()));
    }

    private static EventId fence(Future<Acquisition> answer) {
        return ((Acquisition.Held) answer.await()).lock().fence();
    }

    private static Locker locker(String session) {
        return new Locker(ACME, session, "connection", "1", new JsonObject().put("userId", "1"));
    }

    private static LockRequest request(String resource) {
        return new LockRequest(new Resource(resource), false, Duration.ofSeconds(30));
    }

    private static EventId fenceOn(RawRedis server, String resource) {
        return EventId.parse(
                String.valueOf(server.send("HGET", TenantKeys.of(ACME).prefix() + "lock:acme:" + resource, "f")));
    }

    private RawRedis onMaster() {
        return opened(new RawRedis(master.url()));
    }

    private static long waitingOn(RawRedis server) {
        return server.number("XLEN", TenantKeys.of(ACME).outbox());
    }

    private TestNode node(String url) {
        var replicas = new Replicas(1, Duration.ofSeconds(1));
        // Long enough for a listener that the failover cuts off to find all of it.
        return opened(TestNode.started(TestNode.config(
                new RedisSettings(url, Duration.ofSeconds(3), replicas), 2 * STORM, TestNode.OUTBOX_LIMIT)));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}

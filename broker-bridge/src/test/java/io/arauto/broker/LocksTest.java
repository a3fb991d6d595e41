package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.arauto.broker.lock.Acquisition;
import io.arauto.broker.lock.Bounds;
import io.arauto.broker.lock.ClientState;
import io.arauto.broker.lock.Holdings;
import io.arauto.broker.lock.Lock;
import io.arauto.broker.lock.LockKeeper.Holder;
import io.arauto.broker.lock.LockPrefix;
import io.arauto.broker.lock.LockRequest;
import io.arauto.broker.lock.Locker;
import io.arauto.broker.lock.Locks;
import io.arauto.broker.lock.Resource;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocksTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Bounds BOUNDS = new Bounds(3, 2, Duration.ofSeconds(10));
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Resource CLIENTE = new Resource("cliente:42");

    private static final Holdings NOTHING = new Holdings(List.of(), 0);

    private static TestNode one;
    private static TestNode other;

    private final Tenant tenant = new Tenant("t" + System.nanoTime());

    @BeforeAll
    static void start() {
        one = TestNode.started(REDIS.url());
        other = TestNode.started(REDIS.url());
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void aResourceHasOneHolderAndTheFenceIsTheIdOfTheEventThatSaysSo() {
        one.listensTo(tenant, Topic.lock("cliente:42"));

        var held = held(acquire(one, "s1", CLIENTE));

        assertThat(acquire(other, "s2", CLIENTE))
                .asInstanceOf(type(Acquisition.HeldByAnother.class))
                .satisfies(refused -> {
                    assertThat(refused.lock()).isEqualTo(held);
                    assertThat(refused.position()).isZero();
                });
        Eventually.holds(() -> assertThat(events()).hasSize(1));
        assertThat(events().getFirst())
                .isEqualTo(new JsonObject()
                        .put("resource", "cliente:42")
                        .put("state", "held")
                        .put("reason", "acquired")
                        .put("holder", person("s1"))
                        .put("since", text(held.since()))
                        .put("expiresAt", text(held.expiresAt()))
                        .put("fence", held.fence().toString()));
        assertThat(one.ids(tenant)).containsExactly(held.fence());
    }

    @Test
    void itsHolderMayAskAgainAndGetsTheSameFence() {
        var held = held(acquire(one, "s1", CLIENTE));

        var again = held(acquire(other, "s1", CLIENTE));

        assertThat(again.fence()).isEqualTo(held.fence());
        assertThat(again.since()).isEqualTo(held.since());
    }

    @Test
    void aReleasedLockIsFreeAndTheNextFenceIsGreater() {
        var held = held(acquire(one, "s1", CLIENTE));

        assertThat(locks(one).release(tenant, "s1", CLIENTE, held.fence()).await())
                .isPresent();

        assertThat(list("cliente")).isEmpty();
        assertThat(held(acquire(other, "s2", CLIENTE)).fence()).isGreaterThan(held.fence());
        assertThat(locks(one).release(tenant, "s1", CLIENTE, held.fence()).await())
                .isEmpty();
        assertThat(locks(one).renew(tenant, "s1", CLIENTE, held.fence()).await())
                .isEmpty();
    }

    @Test
    void theFenceGrowsEvenWhenRedisLosesEverything() {
        var before = held(acquire(one, "s1", CLIENTE));
        try (var raw = new RawRedis(REDIS.url())) {
            raw.send("FLUSHALL");
            // Ids before the loss came from a clock that was ahead.
            var outbox = TenantKeys.of(tenant).outbox();
            var ahead = new EventId(before.fence().millis() + 3_600_000, 0);
            raw.send("XADD", outbox, ahead, "k", "x");
            var after = held(acquire(one, "s1", CLIENTE));
            raw.send("FLUSHALL");

            assertThat(after.fence()).isGreaterThan(ahead);
            assertThat(held(acquire(one, "s2", CLIENTE)).fence()).isGreaterThan(after.fence());
        }
    }

    @Test
    void whoWaitsIsServedInOrderAndIsToldOnTheTopicOfItsUser() {
        other.listensTo(tenant, Topic.user("user-s2"));
        var first = held(acquire(one, "s1", CLIENTE));
        assertThat(position(waits("s2", CLIENTE))).isEqualTo(1);
        assertThat(position(waits("s3", CLIENTE))).isEqualTo(2);
        assertThat(position(waits("s2", CLIENTE))).isEqualTo(1);
        assertThat(waits("s4", CLIENTE)).isInstanceOf(Acquisition.TooManyWaiters.class);

        locks(one).release(tenant, "s1", CLIENTE, first.fence()).await();

        var granted = list("cliente").getFirst();
        assertThat(granted.session()).isEqualTo("s2");
        assertThat(granted.claimed()).isFalse();
        Eventually.holds(() -> assertThat(commands()).hasSize(1));
        assertThat(commands().getFirst().getString("session")).isEqualTo("s2");
        assertThat(commands().getFirst().getString("event")).isEqualTo("lock:granted");
        assertThat(commands().getFirst().getJsonObject("payload").getString("fence"))
                .isEqualTo(granted.fence().toString());
        assertThat(held(acquire(other, "s2", CLIENTE)))
                .satisfies(lock -> assertThat(lock.claimed()).isTrue())
                .satisfies(lock -> assertThat(lock.fence()).isEqualTo(granted.fence()));
        assertThat(position(waits("s3", CLIENTE))).isEqualTo(1);
    }

    @Test
    void whatIsNotRenewedIsFreedByAnyNodeAndGoesToTheNextOne() {
        one.listensTo(tenant, Topic.locksBelow("cliente"));
        acquire(one, "s1", CLIENTE, false, SHORT);
        waits("s2", CLIENTE);

        Eventually.isTrue("expired", () -> {
            other.broker().lockKeeper(BOUNDS).sweep(List.of(tenant)).await();
            return holders().equals(List.of("s2"));
        });

        Eventually.holds(() -> assertThat(events())
                .extracting(event -> event.getString("state") + ' ' + event.getString("reason"))
                .containsExactly("held acquired", "free expired", "held granted"));
    }

    @Test
    void aNodeKeepsWhatItsSessionsHoldAndLearnsWhatTheyLost() {
        acquire(one, "s1", CLIENTE);
        var second = new Resource("pedido:7:itens");
        acquire(one, "s1", second);
        locks(other).breakLock(tenant, CLIENTE, new JsonObject()).await();
        var holder = new Holder(tenant, "s1");
        var stranger = new Holder(tenant, "s9");

        var kept =
                one.broker().lockKeeper(BOUNDS).keep(List.of(holder, stranger)).await();

        assertThat(kept.getOrDefault(holder, NOTHING).locks())
                .extracting(Lock::resource)
                .containsExactly(second);
        assertThat(kept.getOrDefault(stranger, NOTHING).isEmpty()).isTrue();
    }

    @Test
    void aSessionThatWentWithoutAWordKeepsItsLocksAndIsPassedOverInQueuesUntilItIsBack() {
        var held = held(acquire(one, "s1", CLIENTE));
        waits("s2", CLIENTE);
        waits("s3", CLIENTE);
        client("s2", ClientState.AWAY);
        client("s1", ClientState.AWAY);

        assertThat(locks(other)
                        .client(tenant, "s1", "new", ClientState.BACK)
                        .await()
                        .locks())
                .extracting(Lock::fence)
                .containsExactly(held.fence());
        assertThat(client("s1", ClientState.GONE).locks())
                .as("an old connection's word is too late")
                .hasSize(1);

        locks(one).release(tenant, "s1", CLIENTE, held.fence()).await();
        assertThat(holders()).containsExactly("s3");
        client("s3", ClientState.GONE);
        assertThat(holders()).isEmpty();
        locks(one).client(tenant, "s2", "new", ClientState.BACK).await();
        assertThat(holders()).containsExactly("s2");
    }

    @Test
    void whoSaysGoodByeLeavesAllLocksAndQueues() {
        acquire(one, "s1", CLIENTE);
        acquire(one, "s2", new Resource("pedido:7"));
        waits("s1", new Resource("pedido:7"));

        client("s1", ClientState.GONE);

        assertThat(holders()).containsExactly("s2");
        client("s2", ClientState.GONE);
        assertThat(holders()).isEmpty();
        try (var raw = new RawRedis(REDIS.url())) {
            assertThat(raw.list("KEYS", "*lock*:" + tenant.name() + "*")).isEmpty();
        }
    }

    @Test
    void aLockTakenByForceTellsTheLoserWhyAndKeepsTheQueue() {
        other.listensTo(tenant, Topic.user("user-s1"));
        var lost = held(acquire(one, "s1", CLIENTE));
        waits("s3", CLIENTE);

        var forced = (Acquisition.Held) locks(one)
                .force(
                        locker("s2"),
                        new LockRequest(CLIENTE, false, LEASE),
                        new JsonObject().put("message", "a \"word\""))
                .await();

        assertThat(forced.lock().fence()).isGreaterThan(lost.fence());
        assertThat(forced.loser()).contains(person("s1"));
        Eventually.holds(() -> assertThat(commands()).hasSize(1));
        assertThat(commands().getFirst().getJsonObject("payload"))
                .isEqualTo(new JsonObject()
                        .put("resource", "cliente:42")
                        .put("fence", lost.fence().toString())
                        .put("reason", "forced")
                        .put("message", "a \"word\""));
        assertThat(position(waits("s3", CLIENTE))).isEqualTo(1);
    }

    @Test
    void aSessionHoldsAndWaitsForABoundedNumber() {
        Stream.of("a", "b").forEach(name -> acquire(one, "s1", new Resource(name)));
        acquire(one, "s2", new Resource("c"));
        waits("s1", new Resource("c"));

        assertThat(acquire(one, "s1", new Resource("d"))).isInstanceOf(Acquisition.TooManyLocks.class);
        assertThat(acquire(one, "s1", new Resource("a"))).isInstanceOf(Acquisition.Held.class);
    }

    @Test
    void aPrefixMeansWholeParts() {
        for (var name : List.of("pedido", "pedido:7", "pedido:7:itens", "pedido:70", "pedido-x:1")) {
            acquire(one, "s" + name.length() + name.hashCode(), new Resource(name));
        }

        assertThat(list("pedido:7"))
                .extracting(lock -> lock.resource().name())
                .containsExactly("pedido:7", "pedido:7:itens");
        assertThat(list("pedido:"))
                .extracting(lock -> lock.resource().name())
                .containsExactly("pedido:7", "pedido:70", "pedido:7:itens");
        assertThat(list("pedido")).hasSize(4);
        assertThat(list("")).hasSize(5);
        assertThat(one.broker()
                        .lockList()
                        .of(tenant, new LockPrefix(""), "pedido:7", 2)
                        .await())
                .extracting(lock -> lock.resource().name())
                .containsExactly("pedido:70", "pedido:7:itens");
        assertThat(new LockPrefix("pedido").topics()).containsExactly(Topic.lock("pedido"), Topic.locksBelow("pedido"));
        assertThat(new LockPrefix("pedido:").topics()).containsExactly(Topic.locksBelow("pedido"));
        assertThat(new LockPrefix("").topics()).containsExactly(Topic.locksBelow(""));
    }

    private Acquisition acquire(TestNode node, String session, Resource resource) {
        return acquire(node, session, resource, false, LEASE);
    }

    private Acquisition waits(String session, Resource resource) {
        return acquire(other, session, resource, true, LEASE);
    }

    private Acquisition acquire(TestNode node, String session, Resource resource, boolean wait, Duration lease) {
        return locks(node)
                .acquire(locker(session), new LockRequest(resource, wait, lease))
                .await();
    }

    private Locker locker(String session) {
        return new Locker(tenant, session, "connection-" + session, "user-" + session, person(session));
    }

    private Holdings client(String session, ClientState state) {
        return locks(one)
                .client(tenant, session, "connection-" + session, state)
                .await();
    }

    private static Locks locks(TestNode node) {
        return node.broker().locks(BOUNDS);
    }

    private List<Lock> list(String prefix) {
        return one.broker()
                .lockList()
                .of(tenant, new LockPrefix(prefix), "", 100)
                .await();
    }

    private List<String> holders() {
        return list("").stream().map(Lock::session).toList();
    }

    private static Lock held(Acquisition acquisition) {
        return ((Acquisition.Held) acquisition).lock();
    }

    private static int position(Acquisition acquisition) {
        return ((Acquisition.HeldByAnother) acquisition).position();
    }

    private static JsonObject person(String session) {
        return new JsonObject().put("userId", "user-" + session).put("name", "João \"" + session + '"');
    }

    private List<JsonObject> events() {
        return one.events().stream()
                .filter(event -> event.address().tenant().equals(tenant))
                .map(event -> new JsonArray(event.body().slice(1, event.body().length())).getJsonObject(1))
                .toList();
    }

    private List<JsonObject> commands() {
        return other.received().stream()
                .filter(message -> message.address().tenant().equals(tenant))
                .filter(TopicMessage.Command.class::isInstance)
                .map(message -> ((TopicMessage.Command) message).command())
                .toList();
    }

    private static String text(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}

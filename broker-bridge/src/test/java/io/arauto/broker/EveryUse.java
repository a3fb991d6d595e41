package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.lock.Acquisition;
import io.arauto.broker.lock.Bounds;
import io.arauto.broker.lock.ClientState;
import io.arauto.broker.lock.LockKeeper;
import io.arauto.broker.lock.LockPrefix;
import io.arauto.broker.lock.LockRequest;
import io.arauto.broker.lock.Locker;
import io.arauto.broker.lock.Resource;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.OutboxSettings;
import io.arauto.broker.outbox.Rejected;
import io.arauto.broker.presence.Person;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.broker.presence.Status;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.testkit.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** All that gateways and workers do with a Redis, each once for several tenants, and that it is done. */
final class EveryUse {
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final Topic MARIA = Topic.user("2");
    private static final Bounds BOUNDS = new Bounds(10, 2, Duration.ofSeconds(10));
    private static final PresenceSettings PRESENCE =
            new PresenceSettings(Duration.ofMinutes(5), Duration.ofMillis(100), Duration.ofSeconds(1));
    private static final OutboxSettings QUICK =
            new OutboxSettings(100, 2, Duration.ofMillis(10), Duration.ofSeconds(5));

    private final List<Tenant> tenants = IntStream.range(0, 12)
            .mapToObj(number -> new Tenant("tenant-" + number))
            .toList();
    private final RedisSettings ofGateways;
    private final RedisSettings ofWorkers;

    EveryUse(RedisSettings ofGateways, RedisSettings ofWorkers) {
        this.ofGateways = ofGateways;
        this.ofWorkers = ofWorkers;
    }

    static void of(RedisSettings settings) {
        new EveryUse(settings, settings).check();
    }

    void check() {
        try (var one = gateway();
                var other = gateway()) {
            findEachOther(one, other);
            for (var tenant : tenants) {
                publishes(tenant, one, other);
                remembers(tenant, one, other);
                locks(tenant, one, other);
                counts(tenant, one, other);
            }
            arePresent(one, other);
            works(one);
        }
    }

    private TestNode gateway() {
        return TestNode.started(TestNode.config(ofGateways, TestNode.LOG_LENGTH, TestNode.OUTBOX_LIMIT));
    }

    private static void findEachOther(TestNode one, TestNode other) {
        one.broker().nodes().join("one", Optional.of("127.0.0.1"), 1);
        other.broker().nodes().join("other", Optional.of("127.0.0.1"), 2);
        var mark = other.broker().nodes().mark();
        Eventually.isTrue("known", () -> one.broker().nodes().find(mark).await().isPresent());
    }

    private static void publishes(Tenant tenant, TestNode one, TestNode other) {
        other.listensTo(tenant, VENDAS, MARIA);
        var message = Publication.of(tenant, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer("message"))
                .once("1", "request")
                .counted("vendas", "1")
                .limited("1", 100);
        var id = one.broker().publisher().publish(message).await().id();
        assertThat(one.broker().publisher().publish(message).await()).isEqualTo(new Published(id, true));
        var tooMuch = Publication.of(tenant, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer("refused"))
                .limited("1", 1);
        assertThatThrownBy(() -> one.broker().publisher().publish(tooMuch).await())
                .isInstanceOf(RateLimited.class);
        var notice = one.broker()
                .publisher()
                .publish(Publication.of(tenant, List.of(MARIA), EventKind.NOTIFICATION, Buffer.buffer("notice"))
                        .countedInItsTopic())
                .await()
                .id();
        var edit = one.broker()
                .publisher()
                .publish(Publication.of(tenant, List.of(VENDAS), EventKind.EDIT, Buffer.buffer("edit")))
                .await()
                .id();
        Eventually.holds(() -> assertThat(other.ids(tenant)).containsExactly(id, notice, edit));
        var before = other.received().size();
        one.broker()
                .publisher()
                .publishEphemeral(new TopicAddress(tenant, VENDAS), null, Buffer.buffer("typing"))
                .await();
        one.broker()
                .publisher()
                .command(new TopicAddress(tenant, MARIA), new JsonObject())
                .await();
        Eventually.isTrue("heard", () -> other.received().size() == before + 2);

        var log = other.broker().log();
        assertThat(log.position(tenant).await()).isEqualTo(edit);
        assertThat(log.since(tenant, Map.of(VENDAS, EventId.NONE), 10).await().events())
                .hasSize(1);
        assertThat(log.newest(tenant, VENDAS, null, 10).await()).hasSize(2);
        assertThat(log.find(tenant, VENDAS, id).await()).isPresent();
        assertThat(log.edits(tenant, VENDAS, EventId.NONE).await()).hasSize(1);
        assertThat(other.broker()
                        .outbox()
                        .between(tenant, List.of(VENDAS), EventId.NONE, edit)
                        .await())
                .hasSize(2);
        assertThat(other.broker().outbox().waiting(tenant).await().entries()).isPositive();
        assertThat(other.broker()
                        .cursors()
                        .unread(tenant, "2", List.of("vendas"))
                        .await()
                        .get("vendas"))
                .extracting(Unread::unread)
                .isEqualTo(1L);
        assertThat(other.broker()
                        .cursors()
                        .mark(tenant, "2", "vendas", id, null)
                        .await())
                .isPresent();
        var marks = other.broker().notificationMarks();
        assertThat(marks.newest(tenant, "2", List.of(MARIA), null, true, 10)
                        .await()
                        .notices())
                .hasSize(1);
        marks.markUpTo(tenant, "2", List.of(MARIA), notice, Map.of()).await();
        assertThat(marks.newest(tenant, "2", List.of(MARIA), null, true, 10)
                        .await()
                        .notices())
                .isEmpty();
    }

    private static void remembers(Tenant tenant, TestNode one, TestNode other) {
        var session = new StoredSession("s1", "1", "c1", Map.of(VENDAS, EventId.NONE), Set.of(), Map.of());
        one.broker().sessions().save(tenant, session, Duration.ofMinutes(1)).await();
        assertThat(other.broker().sessions().find(tenant, "s1").await()).contains(session);
        other.broker().sessions().remove(tenant, "s1").await();
        for (var store : List.of(
                one.broker().channels(), one.broker().policies(), one.broker().preferences())) {
            assertThat(store.replace(tenant, "name", Optional.empty(), "{}").await())
                    .isTrue();
            store.restore(tenant, Map.of("other", "{}")).await();
            assertThat(store.all(tenant).await().byName()).hasSize(2);
            assertThat(store.some(tenant, List.of("name")).await().byName()).hasSize(1);
            assertThat(store.find(tenant, "other").await()).contains("{}");
            store.remove(tenant, List.of("other")).await();
        }
    }

    private void arePresent(TestNode one, TestNode dead) {
        var presence = one.broker().presence(PRESENCE);
        var dying = dead.broker().presence(PRESENCE);
        for (var tenant : tenants) {
            presence.up(tenant, new Person("1", "joao", "João", null), "c1-" + tenant.name(), true)
                    .await();
            presence.active(tenant, "1").await();
            presence.set(tenant, "1", Status.BUSY, "in a meeting", Duration.ofMinutes(5))
                    .await();
            dying.up(tenant, new Person("2", "maria", "Maria", "Vendas"), "c2-" + tenant.name(), true)
                    .await();
            assertThat(presence.version(tenant).await()).isPositive();
        }
        dying.close();
        tenants.forEach(tenant -> Eventually.holds(
                () -> assertThat(presence.after(tenant, 0, 10).await().users())
                        .extracting(change -> change.user().status())
                        .containsExactlyInAnyOrder(Status.BUSY, Status.OFFLINE)));
        tenants.forEach(tenant -> presence.hide(tenant, "2").await());
        tenants.forEach(tenant -> presence.down("c1-" + tenant.name()).await());
        presence.close();
    }

    private static void locks(Tenant tenant, TestNode one, TestNode other) {
        other.listensTo(tenant, new LockPrefix("").topics().toArray(Topic[]::new));
        var locks = one.broker().locks(BOUNDS);
        var resource = new Resource("cliente:1");
        var fence = fence(locks.acquire(locker(tenant, "s1"), new LockRequest(resource, false, Duration.ofSeconds(30)))
                .await());
        assertThat(locks.acquire(locker(tenant, "s2"), new LockRequest(resource, true, Duration.ofSeconds(30)))
                        .await())
                .isInstanceOf(Acquisition.HeldByAnother.class);
        assertThat(locks.renew(tenant, "s1", resource, fence).await()).isPresent();
        assertThat(other.broker().lockList().of(tenant, resource).await()).isPresent();
        assertThat(other.broker()
                        .lockList()
                        .of(tenant, new LockPrefix("cliente:"), "", 10)
                        .await())
                .hasSize(1);
        var keeper = one.broker().lockKeeper(BOUNDS);
        keeper.keep(List.of(new LockKeeper.Holder(tenant, "s1"))).await();
        keeper.sweep(List.of(tenant)).await();
        locks.client(tenant, "s2", "connection", ClientState.AWAY).await();
        assertThat(locks.release(tenant, "s1", resource, fence).await()).isPresent();
        locks.force(locker(tenant, "s1"), new LockRequest(resource, false, Duration.ofSeconds(30)), new JsonObject())
                .await();
        assertThat(locks.breakLock(tenant, resource, new JsonObject()).await()).isPresent();
    }

    private static Locker locker(Tenant tenant, String session) {
        return new Locker(tenant, session, "connection", "1", new JsonObject().put("userId", "1"));
    }

    private static EventId fence(Acquisition answer) {
        return ((Acquisition.Held) answer).lock().fence();
    }

    private static void counts(Tenant tenant, TestNode one, TestNode other) {
        var seats = one.broker().seats();
        assertThat(seats.take(tenant, "1", new Seats.Most(10, 1)).await()).isEmpty();
        assertThat(seats.take(tenant, "1", new Seats.Most(10, 1)).await()).contains(Seats.Full.USER);
        Eventually.holds(() ->
                assertThat(one.broker().seats().taken(tenant).await().users()).isEqualTo(1));
        seats.leave(tenant, "1");
        one.broker().counts().add(tenant, Map.of("messages", 3L)).await();
        assertThat(other.broker()
                        .counts()
                        .read(tenant, List.of("messages"))
                        .await()
                        .lastHour())
                .containsEntry("messages", 3L);
        one.broker().uptime().mark().await();
        assertThat(other.broker().uptime().read().await()).isPresent();
    }

    /** One entry of each tenant is refused, so that it goes to the dead letters. */
    private void works(TestNode publishing) {
        var written = new CopyOnWriteArrayList<OutboxEntry>();
        try (var worker = TestNode.started(TestNode.config(ofWorkers, TestNode.LOG_LENGTH, TestNode.OUTBOX_LIMIT));
                var consumer = worker.broker().consume(QUICK, batch -> {
                    written.addAll(batch);
                    return batch.stream()
                            .filter(entry -> entry.kind() == EventKind.EDIT)
                            .map(entry -> new Rejected(entry, "for the dead letters"))
                            .toList();
                })) {
            Eventually.holds(() -> {
                assertThat(written).extracting(OutboxEntry::tenant).containsAll(tenants);
                assertThat(consumer.backlog().dead()).isEqualTo(tenants.size());
                assertThat(consumer.backlog().entries()).isZero();
            });
            for (var tenant : tenants) {
                assertThat(publishing.broker().outbox().waiting(tenant).await().entries())
                        .isZero();
            }
        }
    }
}

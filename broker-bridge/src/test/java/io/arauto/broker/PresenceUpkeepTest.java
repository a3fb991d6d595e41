package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.presence.Person;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceChange;
import io.arauto.broker.presence.PresenceChanges;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.broker.presence.Status;
import io.arauto.broker.presence.UserPresence;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done for presence without anyone asking, and for tenants with very many users. */
class PresenceUpkeepTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final PresenceSettings PATIENT = new PresenceSettings(LONG, LONG, SHORT);
    private static final PresenceSettings SOON_AWAY = new PresenceSettings(SHORT, LONG, SHORT);
    /** Redis may hand out a few more than it is asked for. */
    private static final int MOST_AT_ONCE = 300;

    private final Tenant acme = new Tenant("acme-" + UUID.randomUUID());
    private final TenantKeys keys = TenantKeys.of(acme);
    private final TestNode node = TestNode.started(REDIS.url());
    private final TestNode other = TestNode.started(REDIS.url());
    private final RawRedis raw = new RawRedis(REDIS.url());

    @BeforeEach
    void listen() {
        other.listensTo(acme, Topic.presence());
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
        raw.close();
    }

    @Test
    void whoComesBackByItselfIsAwayAsBefore() {
        var presence = node.broker().presence(SOON_AWAY);
        presence.up(acme, person("maria"), "before", true).await();
        awaits("maria", Status.ONLINE, Status.AWAY);

        presence.up(acme, person("maria"), "after", false).await();
        presence.down("before").await();
        presence.up(acme, person("fim"), "end", true).await();

        awaits("fim", Status.ONLINE, Status.AWAY);
        assertThat(statuses("maria")).containsExactly(Status.ONLINE, Status.AWAY);
        presence.up(acme, person("maria"), "another", true).await();
        Eventually.holds(() -> assertThat(statuses("maria")).startsWith(Status.ONLINE, Status.AWAY, Status.ONLINE));
    }

    @Test
    void whatRedisHasLostIsRecordedAgainWithoutCountingAsActivity() {
        var presence = node.broker().presence(SOON_AWAY);
        presence.up(acme, person("maria"), "tab", true).await();
        awaits("maria", Status.ONLINE, Status.AWAY);

        raw.send("DEL", Keys.nodes());
        presence.up(acme, person("fim"), "end", true).await();

        awaits("fim", Status.ONLINE, Status.AWAY);
        assertThat(statuses("maria")).containsExactly(Status.ONLINE, Status.AWAY);
    }

    @Test
    void manyUsersOfADeadNodeGoOfflineInSlices() {
        var dying = node.broker().presence(PATIENT);
        come(dying, 600);
        var survivor = other.broker().presence(PATIENT);

        dying.close();

        Eventually.holds(() -> assertThat(all(survivor, 1_000))
                .hasSize(600)
                .allSatisfy(change -> assertThat(change.user().status()).isEqualTo(Status.OFFLINE)));
        assertThat(messages()).extracting(message -> message.users().size()).allMatch(size -> size <= MOST_AT_ONCE);
    }

    @Test
    void changesAreReadInPagesInOrderOfVersion() {
        var presence = node.broker().presence(PATIENT);
        come(presence, 10);
        presence.set(acme, "user-3", Status.BUSY, null, null).await();

        var changes = all(presence, 4);

        assertThat(changes)
                .extracting(change -> change.user().person().userId())
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(changes).extracting(PresenceChange::version).isSorted().doesNotHaveDuplicates();
        assertThat(changes.getLast().user().person().userId()).isEqualTo("user-3");
        assertThat(presence.version(acme).await()).isEqualTo(changes.getLast().version());
        assertThat(presence.after(acme, changes.getLast().version(), 4).await().users())
                .isEmpty();
    }

    @Test
    void aMessageSaysAfterWhichVersionItComes() {
        var presence = node.broker().presence(PATIENT);
        for (var user : List.of("joao", "maria", "ana")) {
            presence.up(acme, person(user), "tab of " + user, true).await();
        }

        Eventually.holds(() -> assertThat(messages()).hasSize(3));
        var before = 0L;
        for (var message : messages()) {
            assertThat(message.after()).isEqualTo(before);
            assertThat(message.upTo()).isGreaterThan(before);
            before = message.upTo();
        }
    }

    @Test
    void aTenantOfWhichNobodyIsConnectedIsLookedAtNoMore() {
        var presence = node.broker().presence(new PresenceSettings(LONG, SHORT, SHORT));
        presence.up(acme, person("maria"), "tab", true).await();
        assertThat(watched()).isTrue();

        presence.down("tab").await();

        awaits("maria", Status.ONLINE, Status.OFFLINE);
        Eventually.isTrue("forgotten", () -> !watched());
        presence.up(acme, person("maria"), "another", true).await();
        assertThat(watched()).isTrue();
        awaits("maria", Status.ONLINE, Status.OFFLINE, Status.ONLINE);
    }

    @Test
    void aTenantSettlesForItselfWhenItsUsersAreAway() {
        var presence = node.broker().presence(SOON_AWAY);
        settle(60);
        presence.up(acme, person("maria"), "tab", true).await();
        var elsewhere = new Tenant("other-" + UUID.randomUUID());
        other.listensTo(elsewhere, Topic.presence());
        presence.up(elsewhere, person("pedro"), "tab-2", true).await();
        awaits("pedro", Status.ONLINE, Status.AWAY);
        assertThat(statuses("maria")).containsExactly(Status.ONLINE);

        settle(0);
        awaits("maria", Status.ONLINE, Status.AWAY);

        settle(60);
        awaits("maria", Status.ONLINE, Status.AWAY, Status.ONLINE);
    }

    @Test
    void whoIsHiddenIsTakenForOfflineAndNotListed() {
        var presence = node.broker().presence(PATIENT);
        presence.up(acme, person("maria"), "tab", true).await();

        presence.hide(acme, "maria").await();
        presence.active(acme, "maria").await();
        presence.hide(acme, "nobody").await();

        awaits("maria", Status.ONLINE, Status.OFFLINE);
        assertThat(all(presence, 10))
                .singleElement()
                .satisfies(change -> assertThat(change.listed()).isFalse());
        presence.up(acme, person("maria"), "tab", true).await();
        awaits("maria", Status.ONLINE, Status.OFFLINE, Status.ONLINE);
        assertThat(all(presence, 10))
                .singleElement()
                .satisfies(change -> assertThat(change.listed()).isTrue());
    }

    @Test
    void usersThatAnEarlierVersionRecordedAreFound() {
        var record = new JsonObject()
                .put("username", "ana")
                .put("name", "Ana")
                .put("manual", "online")
                .put("status", "offline")
                .put("since", 1_000)
                .put("seen", 1_000)
                .put("active", 1_000)
                .put("at", new JsonObject())
                .put("leaving", System.currentTimeMillis());
        raw.send("HSET", keys.presence(), "ana", record.encode(), "#version", "7");
        var presence = node.broker().presence(PATIENT);

        presence.up(acme, person("maria"), "tab", true).await();

        Eventually.holds(() -> assertThat(all(presence, 10))
                .extracting(change -> change.user().person().userId())
                .containsExactly("maria", "ana"));
    }

    @Test
    void tenantsWithNothingDueCauseNoScripts() {
        // No node of another test is to be buried meanwhile.
        raw.send("FLUSHALL");
        var presence = node.broker().presence(PATIENT);
        var idle = neighbours().limit(100).toList();
        idle.forEach(tenant -> presence.up(tenant, person("maria"), "tab of " + tenant.name(), true)
                .await());
        Eventually.isTrue("all are in the schedule", () -> nextLooks().allMatch(at -> at > now()));

        raw.send("CONFIG", "RESETSTAT");
        Eventually.isTrue("twenty looks", () -> calls("zadd") >= 20);

        var stats = raw.send("INFO", "commandstats");
        // For each renewal of the lease one, and one for what is due in the partition.
        assertThat(calls(stats, "evalsha")).isLessThanOrEqualTo(2 * calls(stats, "zadd") + 1);
        assertThat(calls(stats, "eval")).isZero();
    }

    @Test
    void whatIsDueIsSeenToByAnyNodeThatLooksAfterThePartition() {
        var stopped = node.broker().presence(new PresenceSettings(SHORT, LONG, LONG));
        stopped.up(acme, person("maria"), "tab", true).await();
        stopped.close();

        lookAfterThePartition(SOON_AWAY);

        awaits("maria", Status.ONLINE, Status.AWAY);
    }

    @Test
    void whoHadJustLeftANodeOfAnEarlierVersionGoesOffline() {
        var earlier = node.broker().presence(new PresenceSettings(LONG, SHORT, SHORT));
        earlier.up(acme, person("maria"), "tab", true).await();
        earlier.down("tab").await();
        earlier.close();
        raw.send("ZADD", keys.presenceSchedule(), now() + LONG.toMillis(), acme.name());

        other.broker().presence(PATIENT);

        awaits("maria", Status.ONLINE, Status.OFFLINE);
    }

    @Test
    void aTenantWhoseUsersAreAllAwayIsLookedAtWithinADaySoThatItIsNotForgotten() {
        var presence = node.broker().presence(SOON_AWAY);
        presence.up(acme, person("maria"), "tab", true).await();
        awaits("maria", Status.ONLINE, Status.AWAY);

        assertThat(nextLook(acme.name()))
                .isBetween(now(), now() + Duration.ofDays(1).toMillis());
        assertThat(raw.number("PTTL", keys.presence()))
                .isGreaterThan(Duration.ofDays(7).toMillis());
    }

    @Test
    void nothingIsKeptOfATenantWhoseLastUserIsForgotten() {
        var record = new JsonObject()
                .put("status", "offline")
                .put("at", new JsonObject())
                .put("leaving", now() - Duration.ofDays(8).toMillis());
        raw.send("HSET", keys.presence(), "ana", record.encode(), "#version", "7");
        raw.send("ZADD", keys.presenceDue(), 1, "ana");
        raw.send("ZADD", keys.presenceChanged(), 7, "ana");
        raw.send("ZADD", keys.presenceSchedule(), 1, acme.name());

        lookAfterThePartition(PATIENT);

        Eventually.holds(() -> {
            assertThat(raw.send("ZSCORE", keys.presenceSchedule(), acme.name())).isNull();
            assertThat(raw.number("EXISTS", keys.presence(), keys.presenceDue(), keys.presenceChanged()))
                    .isZero();
        });
    }

    @Test
    void aDeadNodeIsBuriedHoweverManyTenantsItHad() {
        var names = IntStream.range(0, 10_000).mapToObj(number -> "tenant-" + number);
        raw.send("SADD", Stream.concat(Stream.of(Keys.tenantsOf("dead")), names).toArray());
        raw.send("ZADD", Keys.nodes(), 1, "dead");

        node.broker().presence(PATIENT);

        Eventually.holds(
                () -> assertThat(raw.number("EXISTS", Keys.tenantsOf("dead"))).isZero());
        assertThat(raw.send("ZSCORE", Keys.nodes(), "dead")).isNull();
    }

    /** By a node that has nobody of the tenant. */
    private void lookAfterThePartition(PresenceSettings settings) {
        other.broker()
                .presence(settings)
                .up(neighbours().findFirst().orElseThrow(), person("pedro"), "tab of a neighbour", true)
                .await();
    }

    /** Other tenants of the same partition. */
    private Stream<Tenant> neighbours() {
        return Stream.generate(() -> new Tenant("neighbour-" + UUID.randomUUID()))
                .filter(tenant -> Partition.of(tenant).equals(keys.partition()));
    }

    private Stream<Long> nextLooks() {
        return raw.list("ZRANGE", keys.presenceSchedule(), 0, -1).map(this::nextLook);
    }

    private long nextLook(String tenant) {
        var at = Objects.requireNonNull(raw.send("ZSCORE", keys.presenceSchedule(), tenant));
        return (long) Double.parseDouble(at.toString());
    }

    private long now() {
        var time = raw.list("TIME").mapToLong(Long::parseLong).toArray();
        return time[0] * 1_000 + time[1] / 1_000;
    }

    private long calls(String command) {
        return calls(raw.send("INFO", "commandstats"), command);
    }

    private static long calls(@Nullable Response stats, String command) {
        return Objects.requireNonNull(stats)
                .toString()
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ':'))
                .map(line -> line.replaceFirst(".*:calls=(\\d+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private void come(Presence presence, int users) {
        Future.all(IntStream.range(0, users)
                        .mapToObj(index -> presence.up(acme, person("user-" + index), "connection-" + index, true))
                        .toList())
                .await();
    }

    private static Person person(String userId) {
        return new Person(userId, userId, userId, null);
    }

    private void settle(int awayMinutes) {
        var settings = new JsonObject().put("presence", new JsonObject().put("awayMinutes", awayMinutes));
        var policies = other.broker().policies();
        var known = policies.find(acme, "settings").await();
        assertThat(policies.replace(acme, "settings", known, settings.encode()).await())
                .isTrue();
    }

    private boolean watched() {
        return raw.list("KEYS", "rt:*:tenants-of:*").anyMatch(key -> raw.number("SISMEMBER", key, acme.name()) == 1);
    }

    private List<PresenceChange> all(Presence presence, int page) {
        var all = new ArrayList<PresenceChange>();
        var upTo = 0L;
        while (true) {
            var some = presence.after(acme, upTo, page).await();
            all.addAll(some.users());
            upTo = some.upTo();
            if (some.complete()) {
                return all;
            }
        }
    }

    private void awaits(String user, Status... expected) {
        Eventually.holds(() -> assertThat(statuses(user)).containsExactly(expected));
    }

    private List<Status> statuses(String user) {
        return messages().stream()
                .flatMap(message -> message.users().stream())
                .map(PresenceChange::user)
                .filter(seen -> seen.person().userId().equals(user))
                .map(UserPresence::status)
                .toList();
    }

    private List<PresenceChanges> messages() {
        return other.received().stream()
                .filter(TopicMessage.Ephemeral.class::isInstance)
                .map(TopicMessage.Ephemeral.class::cast)
                .map(message -> PresenceChanges.parse(new JsonObject(message.body())))
                .toList();
    }
}

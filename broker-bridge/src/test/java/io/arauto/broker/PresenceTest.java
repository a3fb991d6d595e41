package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.presence.Person;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.PresenceChange;
import io.arauto.broker.presence.PresenceChanges;
import io.arauto.broker.presence.PresenceSettings;
import io.arauto.broker.presence.Status;
import io.arauto.broker.presence.UserPresence;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestRedis;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PresenceTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final PresenceSettings PATIENT = new PresenceSettings(LONG, LONG, SHORT);
    private static final PresenceSettings HASTY = new PresenceSettings(LONG, SHORT, SHORT);
    private static final Person MARIA = new Person("maria", "maria.silva", "Maria Silva", "vendas");

    private final Tenant acme = new Tenant("acme-" + UUID.randomUUID());
    private final TestNode node = TestNode.started(REDIS.url());
    private final TestNode other = TestNode.started(REDIS.url());

    @BeforeEach
    void listen() {
        other.listensTo(acme, Topic.presence());
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    @Test
    void aUserIsOnlineForOtherNodesAtOnceAndOnceHoweverManyTabs() {
        var presence = node.broker().presence(PATIENT);

        presence.up(acme, MARIA, "tab-1", true).await();
        presence.up(acme, MARIA, "tab-2", true).await();
        presence.down("tab-1").await();
        presence.set(acme, "maria", Status.BUSY, null, null).await();

        assertSeen(Status.ONLINE, Status.BUSY);
        assertThat(changes().getFirst().person()).isEqualTo(MARIA);
    }

    @Test
    void aReconnectToAnotherNodeIsNoFlicker() {
        var presence = node.broker().presence(PATIENT);
        var elsewhere = other.broker().presence(PATIENT);

        presence.up(acme, MARIA, "before", true).await();
        presence.down("before").await();
        elsewhere.up(acme, MARIA, "after", true).await();
        presence.up(acme, new Person("fim", "fim", "Fim", null), "end", true).await();

        Eventually.holds(() -> assertThat(changes())
                .extracting(change -> change.person().userId())
                .containsExactly("maria", "fim"));
    }

    @Test
    void whoLeavesIsOfflineAfterPatience() {
        var presence = node.broker().presence(HASTY);

        presence.up(acme, MARIA, "tab", true).await();
        presence.down("tab").await();

        assertSeen(Status.ONLINE, Status.OFFLINE);
    }

    @Test
    void usersOfADeadNodeGoOfflineOnceUnlessTheyAreElsewhere() {
        var dying = node.broker().presence(PATIENT);
        var joao = new Person("joao", "joao", "João", null);
        dying.up(acme, MARIA, "maria-1", true).await();
        dying.up(acme, joao, "joao-1", true).await();
        Presence survivor = other.broker().presence(PATIENT);
        other.broker().presence(PATIENT);
        survivor.up(acme, joao, "joao-2", true).await();

        dying.close();

        Eventually.holds(() -> assertThat(statuses("maria")).containsExactly(Status.ONLINE, Status.OFFLINE));
        assertThat(statuses("joao")).containsExactly(Status.ONLINE);
        assertThat(users(survivor))
                .extracting(user -> user.person().userId() + ' ' + user.status())
                .containsExactlyInAnyOrder("maria OFFLINE", "joao ONLINE");
    }

    @Test
    void aUserWithoutActivityIsAwayUntilThereIsSome() {
        var presence = node.broker().presence(new PresenceSettings(SHORT, LONG, SHORT));
        presence.up(acme, MARIA, "tab", true).await();
        assertSeen(Status.ONLINE, Status.AWAY);

        presence.active(acme, "maria").await();

        Eventually.holds(() -> assertThat(statuses("maria")).startsWith(Status.ONLINE, Status.AWAY, Status.ONLINE));
    }

    @Test
    void whoIsBusyDoesNotTurnAwayAndAMessageEndsInTime() {
        var presence = node.broker().presence(new PresenceSettings(SHORT, LONG, SHORT));
        presence.up(acme, MARIA, "tab", true).await();

        presence.set(acme, "maria", Status.BUSY, "em reunião", SHORT).await();

        Eventually.holds(() -> assertThat(changes())
                .extracting(change -> change.status() + " " + change.message())
                .containsExactly("ONLINE null", "BUSY em reunião", "BUSY null"));
    }

    @Test
    void whoAppearsOfflineGivesNothingAway() {
        var presence = node.broker().presence(PATIENT);
        presence.up(acme, MARIA, "tab", true).await();
        presence.set(acme, "maria", Status.OFFLINE, "segredo", null).await();
        var before = users(presence);

        presence.active(acme, "maria").await();
        presence.up(acme, MARIA, "another", true).await();

        assertThat(users(presence)).isEqualTo(before).singleElement().satisfies(user -> {
            assertThat(user.status()).isEqualTo(Status.OFFLINE);
            assertThat(user.message()).isNull();
        });
        assertSeen(Status.ONLINE, Status.OFFLINE);
    }

    @Test
    void tenantsDoNotSeeEachOther() {
        var presence = node.broker().presence(PATIENT);
        presence.up(new Tenant("other"), MARIA, "tab", true).await();
        presence.up(acme, new Person("joao", "joao", "João", null), "tab-2", true)
                .await();

        Eventually.holds(() -> assertThat(changes()).hasSize(1));
        assertThat(users(presence)).extracting(user -> user.person().userId()).containsExactly("joao");
    }

    private void assertSeen(Status... expected) {
        Eventually.holds(() -> assertThat(statuses("maria")).containsExactly(expected));
    }

    private List<Status> statuses(String user) {
        return changes().stream()
                .filter(change -> change.person().userId().equals(user))
                .map(UserPresence::status)
                .toList();
    }

    private List<UserPresence> changes() {
        return other.received().stream()
                .filter(TopicMessage.Ephemeral.class::isInstance)
                .map(TopicMessage.Ephemeral.class::cast)
                .flatMap(message -> PresenceChanges.parse(new JsonObject(message.body())).users().stream())
                .map(PresenceChange::user)
                .toList();
    }

    private List<UserPresence> users(Presence presence) {
        return presence.after(acme, 0, 1_000).await().users().stream()
                .map(PresenceChange::user)
                .toList();
    }
}

package io.arauto.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presence as clients of two nodes see it; a user is missed after a second instead of ten. */
class PresenceEventsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_PRESENCE_PATIENCE", "1s", "ARAUTO_PRESENCE_AWAY", "4s"));

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");

    @Test
    void whoFollowsAllIsToldWhoIsThereAndWhoComesAndGoes() {
        var watcher = NODES.onA(joao);
        assertThat(statuses(watcher.asks("presence:subscribe", everyone()))).isEqualTo(Map.of("1", "online"));

        var other = NODES.onB(maria);
        awaits(watcher, "2", "online");
        other.close();

        awaits(watcher, "2", "offline");
        assertThat(seen(watcher, "2")).containsExactly("online", "offline");
    }

    @Test
    void aUserIsDescribedAsTheTokenSays() {
        NODES.onB(maria);
        var watcher = NODES.onA(joao);

        Eventually.holds(() -> {
            var user = user(watcher.asks("presence:list", new JsonObject()), "2");
            assertThat(user.fieldNames()).contains("userId", "username", "name", "status", "since", "lastActive");
            assertThat(user.getString("username")).isEqualTo("maria.santos");
            assertThat(user.getString("status")).isEqualTo("online");
            assertThat(user.getString("since")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        });
    }

    @Test
    void onlyThoseWhoAreFollowedAreTold() {
        var watcher = NODES.onA(joao);
        watcher.asks("presence:subscribe", new JsonObject().put("users", new JsonArray().add("2")));

        NODES.onB(pedro);
        NODES.onB(maria);

        awaits(watcher, "2", "online");
        assertThat(seen(watcher, "4")).isEmpty();
    }

    @Test
    void whoIsNotToBeShownIsNotAndIsAgainWhenThatIsLifted() {
        var erp = new RestClient(NODES.a(), TestUser.service(tenant).token());
        erp.put("/users/4/access", new JsonObject().put("presence", false));
        var watcher = NODES.onA(joao);
        watcher.asks("presence:subscribe", everyone());
        NODES.onB(pedro);
        NODES.onB(maria);
        awaits(watcher, "2", "online");
        assertThat(seen(watcher, "4")).isEmpty();

        erp.put("/users/4/access", new JsonObject());
        awaits(watcher, "4", "online");

        erp.put("/users/4/access", new JsonObject().put("presence", false));
        awaits(watcher, "4", "offline");
        assertIsNotShown("4", erp);
    }

    @Test
    void whoIsGoneIsNotListedEitherOnceNotToBeShown() {
        var erp = new RestClient(NODES.a(), TestUser.service(tenant).token());
        var watcher = NODES.onA(joao);
        watcher.asks("presence:subscribe", everyone());
        NODES.onB(pedro).close();
        awaits(watcher, "4", "offline");
        assertThat(statuses(watcher.asks("presence:list", new JsonObject()))).containsEntry("4", "offline");

        erp.put("/users/4/access", new JsonObject().put("presence", false));

        assertIsNotShown("4", erp);
    }

    private void assertIsNotShown(String user, RestClient erp) {
        var newcomer = NODES.onB(maria);
        assertThat(statuses(newcomer.asks("presence:list", new JsonObject()))).doesNotContainKey(user);
        assertThat(statuses(newcomer.asks("presence:subscribe", everyone()))).doesNotContainKey(user);
        assertThat(statuses(
                        newcomer.asks("presence:subscribe", new JsonObject().put("users", new JsonArray().add(user)))))
                .isEmpty();
        assertThat(statuses(erp.get("/presence").body())).doesNotContainKey(user);
        assertThat(seen(newcomer, user)).isEmpty();
    }

    @Test
    void aReconnectIsNoFlicker() {
        var watcher = NODES.onA(joao);
        var other = NODES.onB(maria);
        watcher.asks("presence:subscribe", everyone());

        other.dropsItsConnection();
        other.reconnectsTo(NODES.a());
        other.asks("presence:set", new JsonObject().put("status", "busy"));

        awaits(watcher, "2", "busy");
        assertThat(seen(watcher, "2")).doesNotContain("offline");
    }

    @Test
    void aUserWithoutActivityIsAwayUntilSomethingIsDone() {
        var watcher = NODES.onA(joao);
        var other = NODES.onB(maria);
        watcher.asks("presence:subscribe", everyone());
        awaits(watcher, "2", "away");

        other.asks("presence:active", new JsonObject());

        awaits(watcher, "2", "online");
    }

    @Test
    void aReconnectOfOneWhoIsAwayIsNoActivity() {
        var watcher = NODES.onA(joao);
        var other = NODES.onB(maria);
        watcher.asks("presence:subscribe", everyone());
        awaits(watcher, "2", "away");

        other.dropsItsConnection();
        other.reconnectsTo(NODES.a());
        NODES.onB(pedro);
        awaits(watcher, "4", "online");

        assertThat(seen(watcher, "2")).endsWith("away");
        other.asks("presence:active", new JsonObject());
        awaits(watcher, "2", "online");
    }

    @Test
    void aTenantSettlesWhenItsUsersAreAway() {
        var erp = new RestClient(NODES.a(), TestUser.service(tenant).token());
        var watcher = NODES.onA(joao);
        NODES.onB(maria);
        watcher.asks("presence:subscribe", everyone());
        awaits(watcher, "2", "away");

        erp.put("/settings", new JsonObject().put("presence", new JsonObject().put("awayMinutes", 60)));

        awaits(watcher, "2", "online");
    }

    @Test
    void whatAUserChoosesWinsAndHasAMessage() {
        var watcher = NODES.onA(joao);
        var other = NODES.onB(maria);
        watcher.asks("presence:subscribe", everyone());

        var ok = other.asks(
                "presence:set", new JsonObject().put("status", "busy").put("message", "em reunião"));

        assertThat(ok).isEqualTo(new JsonObject().put("status", "busy"));
        awaits(watcher, "2", "busy");
        assertThat(user(watcher.asks("presence:list", new JsonObject()), "2").getString("message"))
                .isEqualTo("em reunião");
        other.asks("presence:set", new JsonObject().put("status", "offline"));
        awaits(watcher, "2", "offline");
        other.asks("presence:set", new JsonObject().put("status", "online"));
        awaits(watcher, "2", "online");
    }

    @Test
    void followingOutlivesTheConnection() {
        var watcher = NODES.onA(joao);
        watcher.asks("presence:subscribe", everyone());

        watcher.dropsItsConnection();
        watcher.reconnectsTo(NODES.b());
        NODES.onA(maria);

        awaits(watcher, "2", "online");
    }

    @Test
    void whoFollowsNobodyAnyMoreIsToldNothing() {
        var watcher = NODES.onA(joao);
        var witness = NODES.onA(pedro);
        watcher.asks("presence:subscribe", everyone());
        witness.asks("presence:subscribe", everyone());
        watcher.asks("presence:subscribe", new JsonObject().put("users", new JsonArray()));

        NODES.onB(maria);

        awaits(witness, "2", "online");
        assertThat(seen(watcher, "2")).isEmpty();
    }

    @Test
    void departmentsAreListedAlone() {
        var seller = connected(NODES.a(), maria, "Vendas");
        connected(NODES.b(), pedro, "Estoque");

        Eventually.holds(() -> assertThat(
                        statuses(seller.asks("presence:list", new JsonObject().put("department", "Estoque"))))
                .isEqualTo(Map.of("4", "online")));
    }

    @Test
    void otherTenantsAndBackEndsAreNobody() {
        var watcher = NODES.onA(joao);
        watcher.asks("presence:subscribe", everyone());
        NODES.onB(TestUser.of("other" + tenant, "2", "maria", "chat"));
        var backEnd = NODES.onB(TestUser.service(tenant));

        NODES.onB(pedro);

        awaits(watcher, "4", "online");
        assertThat(statuses(watcher.asks("presence:list", new JsonObject()))).containsOnlyKeys("1", "4");
        assertThat(backEnd.isRefused("presence:set", new JsonObject().put("status", "busy"))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"users\":7}",
                "{\"users\":[{}]}",
                "{\"users\":[null]}",
                "{\"users\":[\"a b\"]}",
                "{\"all\":\"yes\"}",
                "{\"users\":\"2\"}"
            })
    void whatIsNoListOfUsersIsRefused(String payload) {
        assertThat(NODES.onA(joao)
                        .isRefused("presence:subscribe", new JsonObject(payload))
                        .getString("code"))
                .isEqualTo("invalid_payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":\"asleep\"}",
                "{\"status\":1}",
                "{\"status\":\"busy\",\"message\":7}",
                "{\"status\":\"busy\",\"messageMinutes\":0}"
            })
    void whatIsNoStatusIsRefused(String payload) {
        assertThat(NODES.onA(joao)
                        .isRefused("presence:set", new JsonObject(payload))
                        .getString("code"))
                .isEqualTo("invalid_payload");
    }

    private static Client connected(String url, TestUser user, String department) {
        return NODES.connect(
                url, Tokens.sign(user.claims(Duration.ofHours(1)).put("department", department), Tokens.SECRET));
    }

    private static JsonObject everyone() {
        return new JsonObject().put("all", true);
    }

    private static void awaits(Client watcher, String user, String status) {
        Eventually.holds(() -> assertThat(seen(watcher, user)).endsWith(status));
    }

    /** The statuses of a user that a client was told of, each once. */
    private static List<String> seen(Client watcher, String user) {
        var seen = new ArrayList<String>();
        for (var change : watcher.received("presence:changed")) {
            var now = statuses(change).get(user);
            if (now != null && (seen.isEmpty() || !seen.getLast().equals(now))) {
                seen.add(now);
            }
        }
        return seen;
    }

    private static Map<String, String> statuses(JsonObject answer) {
        var statuses = new LinkedHashMap<String, String>();
        answer.getJsonArray("users").stream()
                .map(JsonObject.class::cast)
                .forEach(user -> statuses.put(user.getString("userId"), user.getString("status")));
        return statuses;
    }

    private static JsonObject user(JsonObject answer, String id) {
        return answer.getJsonArray("users").stream()
                .map(JsonObject.class::cast)
                .filter(user -> user.getString("userId").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + answer.encode()));
    }
}

package io.arauto.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence of a tenant with ten thousand users: whoever looks at it is not drowned. */
class CrowdTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(
            Map.of("ARAUTO_PING_INTERVAL", "100ms", "ARAUTO_PING_TIMEOUT", "2s", "ARAUTO_PRESENCE_AWAY", "6s"));

    private static final int CROWD = 10_000;
    /** Four of them may wait for a client before it is closed as slow. */
    private static final int LONGEST_FRAME = 290_000;

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");
    private final Crowd crowd = new Crowd(NODES.redis().url(), tenant);

    @AfterEach
    void close() {
        crowd.close();
    }

    @Test
    void whoFollowsAllIsToldOfEverybodyPieceByPiece() {
        crowd.gather(CROWD);
        var watcher = NODES.onA(joao);

        var answer = watcher.asks("presence:subscribe", everyone());
        assertThat(answer.getBoolean("more")).isTrue();
        var known = new HashSet<>(ids(answer));
        assertThat(known).hasSizeBetween(100, CROWD / 2);

        Eventually.holds(() -> {
            known.addAll(told(watcher));
            assertThat(known).hasSize(CROWD + 1);
        });
        assertThat(told(watcher)).hasSize(CROWD + 1 - ids(answer).size());
        assertThat(watcher.frames()).allMatch(frame -> frame.length() < LONGEST_FRAME);
        assertThat(watcher.received("session")).hasSize(1);
    }

    @Test
    void whoComesBackIsToldWhatHasChangedAndNotEverythingAgain() {
        crowd.gather(CROWD);
        var watcher = NODES.onA(joao);
        var before = ids(watcher.asks("presence:subscribe", everyone())).size();
        Eventually.holds(() -> assertThat(told(watcher)).hasSize(CROWD + 1 - before));
        NODES.onA(maria);
        Eventually.isTrue(
                "it has been told for longer than a break goes unnoticed",
                () -> watcher.received("presence:changed").getLast().encode().contains("away"));
        var toldBefore = told(watcher).size();

        watcher.dropsItsConnection();
        NODES.onB(pedro);
        watcher.reconnectsTo(NODES.b());

        Eventually.holds(() -> assertThat(told(watcher)).endsWith("4"));
        assertThat(watcher.recovered()).isTrue();
        assertThat(Set.copyOf(told(watcher).subList(toldBefore, told(watcher).size())))
                .isSubsetOf("1", "2", "4");
    }

    @Test
    void whoComesBackBeforeItCanHaveGotEverythingIsToldAgain() {
        crowd.gather(CROWD);
        var watcher = NODES.onA(joao);
        watcher.emit("presence:subscribe", everyone());

        watcher.dropsItsConnection();
        watcher.reconnectsTo(NODES.b());
        watcher.asks(
                "presence:subscribe",
                new JsonObject().put("users", new JsonArray().add("2").add("1")));
        watcher.asks("presence:subscribe", everyone());
        var once = told(watcher).size();
        watcher.dropsItsConnection();
        watcher.reconnectsTo(NODES.a());

        Eventually.holds(
                () -> assertThat(told(watcher).stream().skip(once).distinct()).hasSize(CROWD + 1));
    }

    @Test
    void whoFollowsAFewIsToldOfThemOnly() {
        crowd.gather(CROWD);
        var watcher = NODES.onA(joao);

        var answer = watcher.asks(
                "presence:subscribe", new JsonObject().put("users", List.of("crowd-7", "crowd-9999", "2")));

        assertThat(ids(answer)).containsExactly("crowd-7", "crowd-9999");
        assertThat(answer.fieldNames()).containsExactly("users");
        NODES.onB(maria);
        Eventually.holds(() -> assertThat(told(watcher)).containsExactly("2"));
    }

    @Test
    void everybodyIsListedPageByPage() {
        crowd.gather(CROWD);
        var client = NODES.onA(joao);
        var api = new RestClient(NODES.b(), joao.token());

        assertThat(listed(query -> client.asks("presence:list", query)))
                .doesNotHaveDuplicates()
                .contains("crowd-0", "crowd-9999")
                .hasSizeGreaterThanOrEqualTo(CROWD);
        assertThat(listed(query -> api.get("/presence?limit=900"
                                + (query.containsKey("after") ? "&after=" + query.getString("after") : ""))
                        .body()))
                .doesNotHaveDuplicates()
                .contains("crowd-0", "crowd-9999")
                .hasSizeGreaterThanOrEqualTo(CROWD);
        assertThat(ids(client.asks("presence:list", new JsonObject().put("limit", 3))))
                .hasSize(3);
        assertThat(client.isRefused("presence:list", new JsonObject().put("limit", 0))
                        .getString("code"))
                .isEqualTo("invalid_payload");
        assertThat(client.isRefused("presence:list", new JsonObject().put("after", "yesterday"))
                        .getString("code"))
                .isEqualTo("invalid_payload");
    }

    @Test
    void oneWhoGoesWhileItSubscribesIsFollowedByNothing() {
        var watcher = NODES.onB(joao);
        watcher.asks("presence:subscribe", everyone());
        assertThat(crowd.isFollowed()).isTrue();
        watcher.close();
        for (var round = 0; round < 20; round++) {
            var hasty = NODES.onA(TestUser.of(tenant, "h" + round, "hasty", "chat"));
            hasty.emit("presence:subscribe", everyone());
            hasty.close();
        }

        Eventually.isTrue("nobody follows", () -> !crowd.isFollowed());
    }

    @Test
    void aConnectionThatCouldNotBeRecordedIsLaterOn() {
        crowd.spoils();
        var client = NODES.onA(maria);
        assertThat(client.isRefused("presence:set", new JsonObject().put("status", "busy"))
                        .getString("code"))
                .isIn("internal", "unavailable");
        crowd.mends();

        client.asks("presence:set", new JsonObject().put("status", "busy"));

        assertThat(NODES.onB(joao).asks("presence:list", new JsonObject()).getJsonArray("users").stream()
                        .map(JsonObject.class::cast)
                        .filter(user -> user.getString("userId").equals("2")))
                .singleElement()
                .satisfies(user -> assertThat(user.getString("status")).isEqualTo("busy"));
    }

    private static JsonObject everyone() {
        return new JsonObject().put("all", true);
    }

    private static List<String> listed(Function<JsonObject, JsonObject> page) {
        var all = new ArrayList<String>();
        var query = new JsonObject();
        while (true) {
            var answer = page.apply(query);
            all.addAll(ids(answer));
            if (!answer.containsKey("next")) {
                return all;
            }
            query.put("after", answer.getString("next"));
        }
    }

    private static List<String> told(RecoveringClient client) {
        return client.received("presence:changed").stream()
                .flatMap(change -> ids(change).stream())
                .toList();
    }

    private static List<String> ids(JsonObject answer) {
        return answer.getJsonArray("users").stream()
                .map(user -> ((JsonObject) user).getString("userId"))
                .toList();
    }
}

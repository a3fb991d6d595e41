package io.arauto.gateway.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.EventId;
import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditLocksTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(
            Map.of("ARAUTO_LOCK_LEASE", "3s", "ARAUTO_LOCKS_PER_SESSION", "2", "ARAUTO_LOCK_WAITERS", "1"));

    private static final String CLIENTE = "cliente:42";

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser ana = TestUser.of(tenant, "3", "ana.lima", "admin");

    @Test
    void oneSessionHoldsAResourceAndOthersSeeWhoOnEveryNode() {
        var editor = NODES.onA(maria);
        var other = NODES.onB(joao);
        var watcher = NODES.onB(ana);
        assertThat(watcher.asks("lock:subscribe", prefix("cliente:")).getJsonArray("locks"))
                .isEmpty();

        var held = editor.asks("lock:acquire", resource(CLIENTE));

        var refused = other.isRefused("lock:acquire", resource(CLIENTE));
        assertThat(refused.getString("code")).isEqualTo("locked");
        assertThat(refused.getBoolean("retryable")).isTrue();
        var details = refused.getJsonObject("details");
        assertThat(details.getJsonObject("holder")).isEqualTo(editorPerson());
        assertThat(details.fieldNames()).containsExactlyInAnyOrder("holder", "since", "expiresAt");
        var changed = watcher.awaits("lock:changed");
        assertThat(changed.getString("state")).isEqualTo("held");
        assertThat(changed.getString("resource")).isEqualTo(CLIENTE);
        assertThat(changed.getString("fence")).isEqualTo(held.getString("fence"));
        assertThat(changed.getJsonObject("holder")).isEqualTo(editorPerson());
        assertThat(locks(other, resource(CLIENTE)))
                .singleElement()
                .satisfies(lock -> assertThat(lock.getString("fence")).isEqualTo(held.getString("fence")));

        assertThat(editor.asks("lock:release", fenced(held))).isEmpty();

        assertThat(watcher.events().await("lock:changed", 2).getLast())
                .isEqualTo(resource(CLIENTE).put("state", "free").put("reason", "released"));
        assertThat(EventId.parse(other.asks("lock:acquire", resource(CLIENTE)).getString("fence")))
                .isGreaterThan(EventId.parse(held.getString("fence")));
        assertThat(editor.isRefused("lock:renew", fenced(held)).getString("code"))
                .isEqualTo("conflict");
        assertThat(editor.isRefused("lock:release", fenced(held)).getString("code"))
                .isEqualTo("conflict");
    }

    @Test
    void theSameSessionMayAskAgainButAnotherTabIsAnotherHolder() {
        var editor = NODES.onA(maria);
        var tab = NODES.onB(maria);
        var held = editor.asks("lock:acquire", resource(CLIENTE));

        assertThat(editor.asks("lock:acquire", resource(CLIENTE)).getString("fence"))
                .isEqualTo(held.getString("fence"));
        assertThat(editor.asks("lock:renew", fenced(held)).getString("expiresAt"))
                .isGreaterThanOrEqualTo(held.getString("expiresAt"));
        assertThat(tab.isRefused("lock:acquire", resource(CLIENTE))
                        .getJsonObject("details")
                        .getBoolean("sameUser"))
                .isTrue();
    }

    @Test
    void whoWaitsIsToldThePositionAndGetsItsTurn() {
        var editor = NODES.onA(maria);
        var waiter = NODES.onB(joao);
        var late = NODES.onB(ana);
        var held = editor.asks("lock:acquire", resource(CLIENTE));

        var refused = waiter.isRefused("lock:acquire", resource(CLIENTE).put("wait", true));
        assertThat(refused.getString("code")).isEqualTo("locked");
        assertThat(refused.getJsonObject("details").getInteger("position")).isEqualTo(1);
        assertThat(late.isRefused("lock:acquire", resource(CLIENTE).put("wait", true))
                        .getString("code"))
                .isEqualTo("conflict");
        editor.asks("lock:release", fenced(held));

        var granted = waiter.awaits("lock:granted");
        assertThat(granted.fieldNames()).containsExactlyInAnyOrder("resource", "fence", "expiresAt");
        assertThat(waiter.asks("lock:acquire", resource(CLIENTE)).getString("fence"))
                .isEqualTo(granted.getString("fence"));
        assertThat(waiter.received("lock:granted")).hasSize(1);
    }

    @Test
    void aCleanGoodByeFreesAtOnceAndTheNextOneIsServed() {
        var editor = NODES.onA(maria);
        var waiter = NODES.onB(joao);
        editor.asks("lock:acquire", resource(CLIENTE));
        waiter.isRefused("lock:acquire", resource(CLIENTE).put("wait", true));

        editor.close();

        assertThat(waiter.awaits("lock:granted").getString("resource")).isEqualTo(CLIENTE);
    }

    @Test
    void aLockIsRenewedWhileItsHolderLivesAndKeptThroughAReconnectToAnotherNode() {
        var editor = NODES.onA(maria);
        var watcher = NODES.onB(joao);
        watcher.asks("lock:subscribe", resource(CLIENTE));
        var held = editor.asks("lock:acquire", resource(CLIENTE));
        Eventually.isTrue(
                "renewed past its first lease",
                () -> locks(watcher, resource(CLIENTE)).stream()
                        .anyMatch(lock -> lock.getString("expiresAt").compareTo(held.getString("expiresAt")) > 0));

        editor.dropsItsConnection();
        editor.reconnectsTo(NODES.b());

        assertThat(editor.recovered()).isTrue();
        assertThat(editor.asks("lock:acquire", resource(CLIENTE)).getString("fence"))
                .isEqualTo(held.getString("fence"));
        assertThat(editor.received("lock:lost")).isEmpty();
        assertThat(watcher.received("lock:changed")).hasSize(1);
        assertThat(editor.asks("lock:release", fenced(held))).isEmpty();
    }

    @Test
    void whoGoesWithoutAWordLosesItWithItsLease() {
        var editor = NODES.onA(maria);
        var watcher = NODES.onB(joao);
        watcher.asks("lock:subscribe", prefix(""));
        editor.asks("lock:acquire", resource("pedido:7:itens"));

        editor.dropsItsConnection();

        assertThat(watcher.events().await("lock:changed", 2).getLast())
                .isEqualTo(resource("pedido:7:itens").put("state", "free").put("reason", "expired"));
    }

    @Test
    void aWatcherThatWasAwayIsSentWhatItMissedInOrder() {
        var editor = NODES.onA(maria);
        var watcher = NODES.onA(joao);
        watcher.asks("lock:subscribe", prefix("cliente"));
        watcher.dropsItsConnection();
        var held = editor.asks("lock:acquire", resource(CLIENTE));
        editor.asks("lock:release", fenced(held));

        watcher.reconnectsTo(NODES.b());

        assertThat(watcher.recovered()).isTrue();
        assertThat(watcher.events().await("lock:changed", 2))
                .extracting(change -> change.getString("state"))
                .containsExactly("held", "free");
    }

    @Test
    void whoUnsubscribedHearsNoMore() {
        var editor = NODES.onA(maria);
        var watcher = NODES.onA(joao);
        watcher.asks("lock:subscribe", prefix("cliente"));
        watcher.asks("lock:subscribe", prefix("pedido"));
        watcher.asks("lock:unsubscribe", prefix("cliente"));

        editor.asks("lock:acquire", resource(CLIENTE));
        editor.asks("lock:acquire", resource("pedido:7"));

        assertThat(watcher.awaits("lock:changed").getString("resource")).isEqualTo("pedido:7");
    }

    @Test
    void theHolderIsAskedAndThenForcedByWhoMay() {
        var editor = NODES.onA(maria);
        var clerk = NODES.onB(joao);
        var admin = NODES.onB(ana);
        var held = editor.asks("lock:acquire", resource(CLIENTE));

        clerk.asks("lock:request", resource(CLIENTE).put("message", "Preciso fechar"));
        assertThat(editor.awaits("lock:requested").getString("message")).isEqualTo("Preciso fechar");
        assertThat(clerk.isRefused("lock:force", resource(CLIENTE).put("reason", "x"))
                        .getString("code"))
                .isEqualTo("forbidden");
        assertThat(admin.isRefused("lock:force", resource(CLIENTE)).getString("code"))
                .isEqualTo("invalid_payload");
        var forced = admin.asks("lock:force", resource(CLIENTE).put("reason", "Maria saiu"));

        assertThat(EventId.parse(forced.getString("fence"))).isGreaterThan(EventId.parse(held.getString("fence")));
        var lost = editor.awaits("lock:lost");
        assertThat(lost.getString("reason")).isEqualTo("forced");
        assertThat(lost.getString("message")).isEqualTo("Maria saiu");
        assertThat(lost.getJsonObject("by").getString("userId")).isEqualTo("3");
        assertThat(lost.getString("fence")).isEqualTo(held.getString("fence"));
        assertThat(clerk.isRefused("lock:request", resource("cliente:1")).getString("code"))
                .isEqualTo("not_found");
    }

    @Test
    void aSessionHoldsABoundedNumberOfLocks() {
        var editor = NODES.onA(maria);
        editor.asks("lock:acquire", resource("cliente:1"));
        editor.asks("lock:acquire", resource("cliente:2"));

        assertThat(editor.isRefused("lock:acquire", resource("cliente:3")).getString("code"))
                .isEqualTo("conflict");
    }

    @Test
    void otherTenantsSeeNothing() {
        var editor = NODES.onA(maria);
        var stranger = NODES.onA(TestUser.of(tenant + "x", "2", "maria.santos", "admin"));
        stranger.asks("lock:subscribe", prefix(""));
        editor.asks("lock:acquire", resource(CLIENTE));

        assertThat(locks(stranger, prefix(""))).isEmpty();
        assertThat(stranger.asks("lock:acquire", resource(CLIENTE))).isNotEmpty();
        assertThat(stranger.awaits("lock:changed").getJsonObject("holder").getString("userId"))
                .isEqualTo("2");
        assertThat(stranger.received("lock:changed")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lock:acquire | {}",
                "lock:acquire | {\"resource\":\"Com Espaço\"}",
                "lock:acquire | {\"resource\":\"a::b\"}",
                "lock:acquire | {\"resource\":\"a:\"}",
                "lock:acquire | {\"resource\":\"a:b:c:d:e:f:g:h:i\"}",
                "lock:acquire | {\"resource\":{}}",
                "lock:acquire | {\"resource\":\"a\",\"ttl\":\"x\"}",
                "lock:acquire | {\"resource\":\"a\",\"ttl\":-1}",
                "lock:acquire | {\"resource\":\"a\",\"wait\":1}",
                "lock:renew | {\"resource\":\"a\"}",
                "lock:release | {\"resource\":\"a\",\"fence\":\"x\"}",
                "lock:release | {\"resource\":\"a\",\"fence\":7}",
                "lock:get | {}",
                "lock:get | {\"prefix\":\"*\"}",
                "lock:subscribe | {\"prefix\":[]}",
                "lock:unsubscribe | {}",
                "lock:request | {\"resource\":\"a\",\"message\":\"\"}"
            })
    void garbageIsRefused(String event, String payload) {
        assertThat(NODES.onA(maria).isRefused(event, new JsonObject(payload)).getString("code"))
                .isEqualTo("invalid_payload");
    }

    private static List<JsonObject> locks(Client client, JsonObject asked) {
        return client.asks("lock:get", asked).getJsonArray("locks", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject editorPerson() {
        return new JsonObject()
                .put("userId", "2")
                .put("username", "maria.santos")
                .put("name", "maria.santos");
    }

    private static JsonObject resource(String name) {
        return new JsonObject().put("resource", name);
    }

    private static JsonObject prefix(String text) {
        return new JsonObject().put("prefix", text);
    }

    private static JsonObject fenced(JsonObject held) {
        return resource(held.getString("resource")).put("fence", held.getString("fence"));
    }
}

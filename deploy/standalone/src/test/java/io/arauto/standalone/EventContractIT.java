package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.testkit.Client;
import io.arauto.testkit.ConnectionRefused;
import io.arauto.testkit.RawClient;
import io.arauto.testkit.ReceivedEvents.Received;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every event that {@code asyncapi.yaml} describes, used from outside over two nodes: its answer and what others are told of it, each to the last
 * field; its refusals; and that another tenant, with the same users and names, gets and changes nothing.
 */
class EventContractIT {
    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    /** Told after a minute at the earliest; {@code IdleHolderTest} has it. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of("lock:idle");

    private static final Set<String> RESUMED = Set.of(
            "chat:message",
            "chat:read",
            "notification",
            "notification:read",
            "preferences:changed",
            "data-sync",
            "lock:changed");
    private static final List<String> NO_OBJECT =
            List.of("", ",null", ",7", ",\"x\"", ",true", ",[]", ",[{}]", ",{},{}", ",{},null");
    private static final String SECRET = "segredo-da-outra-empresa";

    private static final String BEGINNING_OF_A_TOKEN = "eyJ";

    private final String tenant = "t" + System.nanoTime();
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
    private Description description;
    private RecoveringClient joao;
    private RecoveringClient maria;
    private RecoveringClient ana;
    private RecoveringClient pedro;

    @BeforeEach
    void connect() throws Exception {
        description = Description.at(CLUSTER.nodeA().url() + "/asyncapi.yaml");
        joao = CLUSTER.client(CLUSTER.nodeA(), TestUser.of(tenant, "1", "joao.silva", "vendas", "chat"));
        maria = CLUSTER.client(CLUSTER.nodeB(), TestUser.of(tenant, "2", "maria.santos", "vendas", "chat"));
        ana = CLUSTER.client(CLUSTER.nodeB(), TestUser.principal(tenant, "3", "ana.lima"));
        pedro = CLUSTER.client(CLUSTER.nodeA(), TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat"));
    }

    @Test
    void everyEventIsAnsweredAndToldAsDescribed() {
        usesChannels();
        usesChat();
        usesNotifications();
        usesDataSync();
        usesPresence();
        usesLocks();
        var renewed = ok(joao, "auth:refresh", of("token", token("1", Duration.ofHours(2))));
        assertThat(renewed.getString("expiresAt"))
                .isGreaterThan(joao.awaits("session").getString("expiresAt"));
        var brief = RecoveringClient.connect(CLUSTER.nodeA().url(), token("5", Duration.ofSeconds(3)));
        brief.awaits("auth:expiring");
        brief.awaits("session:ended");
        assertThat(CLUSTER.nodeB().terminates()).isZero();
        maria.awaits("server:draining");
        CLUSTER.nodeB().starts();

        assertThat(asked).isEqualTo(described("receive"));
        var told = new TreeSet<String>();
        for (var client : List.of(joao, maria, ana, pedro, brief)) {
            client.events().all().forEach(event -> told.add(checked(event)));
        }
        brief.close();
        told.addAll(TOLD_ELSEWHERE);
        assertThat(told).isEqualTo(described("send"));
    }

    private void usesChannels() {
        var vendas = of("channel", "vendas");
        ok(joao, "channel:list", new JsonObject());
        ok(joao, "channel:leave", vendas);
        ok(joao, "channel:join", vendas);
        ok(joao, "channel:create", group("grupo", 2));
        assertThat(maria.awaits("channel:changed").getString("state")).isEqualTo("added");
        ok(maria, "channel:invite", members("grupo", 4));
        pedro.awaits("channel:changed");
        ok(joao, "channel:remove", members("grupo", 4));
        pedro.events().await("channel:changed", change -> "removed".equals(change.getString("state")));
    }

    private void usesChat() {
        var sent = ok(joao, "chat:send", message("vendas", "Bom dia").put("clientMsgId", "m1"));
        assertThat(ok(joao, "chat:send", message("vendas", "Bom dia").put("clientMsgId", "m1")))
                .isEqualTo(sent);
        var first = maria.awaits("chat:message");
        assertThat(Client.id(first)).isEqualTo(sent.getString("id"));
        assertThat(pedro.received("chat:message")).isEmpty();
        ok(joao, "chat:edit", subject("vendas", sent).put("text", "Boa tarde"));
        maria.events().await("chat:message", message -> message.containsKey("editedAt"));
        ok(maria, "chat:typing", of("channel", "vendas").put("typing", true));
        joao.awaits("chat:typing");
        assertThat(ok(maria, "chat:read", subject("vendas", sent))).isEqualTo(of("unread", 0));
        joao.awaits("chat:read");
        assertThat(ok(joao, "chat:send", of("to", 2).put("text", "só nós")).getString("channel"))
                .isEqualTo("dm:1:2");
        maria.events().await("chat:message", message -> "dm:1:2".equals(message.getString("channel")));
        assertThat(ok(maria, "chat:history", of("with", 1)).getJsonArray("messages"))
                .hasSize(1);
        ok(ana, "chat:delete", subject("vendas", sent));
        joao.events().await("chat:message", message -> message.containsKey("deleted"));
        ok(joao, "chat:history", of("channel", "vendas").put("limit", 1));
    }

    private void usesNotifications() {
        var sale = ok(
                joao,
                "notification",
                notification("vendas")
                        .put("module", "vendas")
                        .put("action", "/vendas/7")
                        .put("urgent", true)
                        .put("data", of("pedido", 7)));
        maria.awaits("notification");
        assertThat(ok(maria, "notification:list", of("unread", true)).getInteger("unread"))
                .isEqualTo(1);
        assertThat(ok(maria, "notification:read", of("id", sale.getString("id"))))
                .isEqualTo(of("unread", 0));
        maria.awaits("notification:read");
        ok(maria, "preferences:get", new JsonObject());
        ok(maria, "preferences:set", of("channels", of("geral", "off")));
        maria.awaits("preferences:changed");
    }

    private void usesDataSync() {
        var clientes = of("module", "clientes");
        ok(maria, "data-sync:subscribe", clientes);
        var change = ok(joao, "data-sync", change("clientes").put("record", 42).put("version", 7));
        assertThat(Client.id(maria.awaits("data-sync"))).isEqualTo(change.getString("id"));
        assertThat(ok(maria, "data-sync:unsubscribe", clientes).getString("lastId"))
                .isEqualTo(change.getString("id"));
    }

    private void usesPresence() {
        ok(joao, "presence:subscribe", of("all", true));
        assertThat(ok(maria, "presence:set", of("status", "busy").put("message", "em reunião")))
                .isEqualTo(of("status", "busy"));
        joao.events().await("presence:changed", changed -> changed.encode().contains("em reunião"));
        ok(joao, "presence:list", new JsonObject());
        ok(joao, "presence:active", new JsonObject());
    }

    private void usesLocks() {
        var lock = of("resource", "cliente:42");
        ok(ana, "lock:subscribe", of("prefix", "cliente:"));
        var held = ok(joao, "lock:acquire", lock);
        ana.awaits("lock:changed");
        var mine = lock.copy().put("fence", held.getString("fence"));
        assertThat(maria.isRefused("lock:acquire", lock.copy().put("wait", true))
                        .getJsonObject("details")
                        .fieldNames())
                .contains("holder", "since", "expiresAt", "position");
        ok(maria, "lock:request", lock.copy().put("message", "posso?"));
        joao.awaits("lock:requested");
        ok(joao, "lock:renew", mine);
        ok(joao, "lock:get", of("prefix", ""));
        ok(joao, "lock:release", mine);
        maria.awaits("lock:granted");
        ok(maria, "lock:acquire", lock);
        ok(ana, "lock:force", lock.copy().put("reason", "fechamento"));
        maria.awaits("lock:lost");
        ok(ana, "lock:unsubscribe", of("prefix", "cliente:"));
    }

    @Test
    void everyEventHasItsRefusals() {
        var sent = ok(joao, "chat:send", message("vendas", "Bom dia"));
        ok(joao, "channel:create", group("grupo", 2));
        var held = ok(joao, "lock:acquire", of("resource", "cliente:42"));
        var notOurs = of("resource", "cliente:42").put("fence", held.getString("fence"));

        refused(pedro, "channel:join", of("channel", "vendas"), "forbidden");
        refused(pedro, "channel:join", of("channel", "grupo"), "not_found");
        refused(pedro, "channel:leave", of("channel", "nenhum"), "not_found");
        refused(pedro, "channel:create", group("grupo", 2), "conflict");
        refused(pedro, "channel:create", group("Grupo", 2), "invalid_payload");
        refused(pedro, "channel:invite", members("grupo", 4), "not_found");
        refused(pedro, "channel:invite", members("estoque", 4), "forbidden");
        refused(pedro, "channel:remove", members("grupo", 1), "not_found");
        refused(pedro, "chat:send", message("vendas", "x"), "forbidden");
        refused(pedro, "chat:send", message("grupo", "x"), "not_found");
        refused(pedro, "chat:send", message("sistema", "x"), "forbidden");
        refused(pedro, "chat:send", message("dm:1:2", "x"), "forbidden");
        refused(pedro, "chat:send", message("geral", "x".repeat(10_001)), "invalid_payload");
        refused(maria, "chat:edit", subject("vendas", sent).put("text", "x"), "forbidden");
        refused(joao, "chat:edit", subject("geral", sent).put("text", "x"), "not_found");
        refused(maria, "chat:delete", subject("vendas", sent), "forbidden");
        refused(pedro, "chat:delete", subject("vendas", sent), "forbidden");
        refused(pedro, "chat:typing", of("channel", "vendas").put("typing", true), "forbidden");
        refused(pedro, "chat:typing", of("channel", "geral").put("typing", "x"), "invalid_payload");
        refused(pedro, "chat:read", subject("vendas", sent), "forbidden");
        refused(maria, "chat:read", subject("vendas", of("id", "1-1")), "not_found");
        refused(pedro, "chat:history", of("channel", "vendas"), "forbidden");
        refused(pedro, "chat:history", of("channel", "dm:1:2"), "forbidden");
        refused(pedro, "chat:history", of("channel", "geral").put("limit", 0), "invalid_payload");
        refused(pedro, "notification", notification("vendas"), "forbidden");
        refused(pedro, "notification", notification("sistema"), "forbidden");
        refused(pedro, "notification", notification("geral").put("type", "x"), "invalid_payload");
        refused(pedro, "notification:list", of("before", "x"), "invalid_payload");
        refused(pedro, "notification:read", of("id", "1-1"), "not_found");
        refused(pedro, "preferences:set", of("channels", of("geral", "maybe")), "invalid_payload");
        refused(pedro, "data-sync", change("vendas"), "forbidden");
        refused(pedro, "data-sync", change("clientes").put("action", "x"), "invalid_payload");
        refused(pedro, "data-sync:subscribe", of("module", "vendas"), "forbidden");
        refused(pedro, "data-sync:unsubscribe", of("module", "Ü"), "invalid_payload");
        refused(pedro, "presence:set", of("status", "x"), "invalid_payload");
        refused(pedro, "presence:list", of("department", 7), "invalid_payload");
        refused(pedro, "presence:subscribe", new JsonObject(), "invalid_payload");
        refused(pedro, "lock:acquire", of("resource", "cliente:42"), "locked");
        refused(pedro, "lock:acquire", of("resource", "a b"), "invalid_payload");
        refused(pedro, "lock:renew", notOurs, "conflict");
        refused(pedro, "lock:release", notOurs, "conflict");
        refused(pedro, "lock:request", of("resource", "livre"), "not_found");
        refused(pedro, "lock:force", of("resource", "cliente:42").put("reason", "x"), "forbidden");
        refused(ana, "lock:force", of("resource", "cliente:42"), "invalid_payload");
        refused(pedro, "lock:get", of("prefix", 7), "invalid_payload");
        refused(pedro, "lock:subscribe", new JsonObject(), "invalid_payload");
        refused(pedro, "lock:unsubscribe", of("resource", ":"), "invalid_payload");
        refused(pedro, "auth:refresh", of("token", token("1", Duration.ofHours(1))), "forbidden");
        refused(pedro, "auth:refresh", of("token", token("4", Duration.ofMinutes(-1))), "unauthorized");
        refused(pedro, "auth:refresh", of("token", "x"), "unauthorized");
        refused(pedro, "nothing:of-that-name", new JsonObject(), "unknown_event");

        var needNothing = Set.of("channel:list", "preferences:get", "presence:active");
        refused.addAll(needNothing);
        assertThat(refused).containsAll(described("receive"));
        assertThat(joao.received("chat:message")).hasSize(1);
        assertThat(ok(joao, "lock:renew", notOurs).fieldNames()).containsExactly("expiresAt");
    }

    @Test
    void everyEventTakesExactlyOneObjectAndIsAckedOnceWhateverComes() {
        try (var raw = RawClient.open(CLUSTER.nodeB().url())) {
            raw.sends("40" + of("token", token("1", Duration.ofHours(1))).encode());
            raw.awaits("42[\"session\"");
            var acks = 0;
            for (var event : described("receive")) {
                for (var arguments : NO_OBJECT) {
                    raw.sends("42" + acks + "[\"" + event + "\"" + arguments + "]");
                    assertThat(raw.awaits("43" + acks + "[")).contains("\"code\":\"invalid_payload\"");
                    acks++;
                }
            }
            raw.sends("42" + acks + "[\"presence:active\",{}]");
            raw.awaits("43" + acks + "[");
            assertThat(raw.frames()).filteredOn(frame -> frame.startsWith("43")).hasSize(acks + 1);
        }
    }

    @Test
    void nothingReachesOrTouchesAnotherTenantWithTheSameUsersAndNames() {
        var strangers = List.of(
                CLUSTER.client(CLUSTER.nodeA(), TestUser.principal(tenant + "x", "1", "joao.silva")),
                CLUSTER.client(CLUSTER.nodeB(), TestUser.principal(tenant + "x", "2", "maria.santos")));
        for (var stranger : strangers) {
            stranger.asks("data-sync:subscribe", of("module", "clientes"));
            stranger.asks("presence:subscribe", of("all", true));
            stranger.asks("lock:subscribe", of("prefix", ""));
        }
        ok(joao, "channel:create", group("grupo", 2).put("title", SECRET));
        var sent = ok(joao, "chat:send", message("geral", SECRET));
        ok(joao, "chat:send", of("to", 2).put("text", SECRET));
        ok(joao, "chat:typing", of("to", 2).put("typing", true));
        var told = ok(joao, "notification", notification("geral").put("title", SECRET));
        ok(joao, "notification", notification("geral").put("title", SECRET).put("tenant", tenant + "x"));
        ok(joao, "data-sync", change("clientes").put("data", SECRET));
        ok(joao, "presence:set", of("status", "busy").put("message", SECRET));
        ok(joao, "preferences:set", of("channels", of("vendas", "off")));
        var held = ok(joao, "lock:acquire", of("resource", "cliente:42"));
        var fence = of("resource", "cliente:42").put("fence", held.getString("fence"));

        for (var stranger : strangers) {
            refused(stranger, "chat:edit", subject("geral", sent).put("text", "x"), "not_found");
            refused(stranger, "chat:delete", subject("geral", sent), "not_found");
            refused(stranger, "chat:read", subject("geral", sent), "not_found");
            refused(stranger, "chat:history", of("channel", "grupo"), "not_found");
            refused(stranger, "channel:join", of("channel", "grupo"), "not_found");
            refused(stranger, "channel:invite", members("grupo", 1), "not_found");
            refused(stranger, "notification:read", of("id", told.getString("id")), "not_found");
            refused(stranger, "lock:renew", fence, "conflict");
            refused(stranger, "lock:release", fence, "conflict");
            refused(stranger, "lock:request", of("resource", "cliente:42"), "not_found");
            refused(stranger, "auth:refresh", of("token", token("1", Duration.ofHours(1))), "forbidden");
            assertThat(stranger.asks("lock:get", of("prefix", "")).getJsonArray("locks"))
                    .isEmpty();
            assertThat(stranger.asks("notification:list", new JsonObject()).getInteger("unread"))
                    .isZero();
            assertThat(stranger.asks("preferences:get", new JsonObject()).getInteger("revision"))
                    .isZero();
            for (var question : List.of(of("channel", "geral"), of("with", "1"), of("with", "2"))) {
                assertThat(stranger.asks("chat:history", question).getJsonArray("messages"))
                        .isEmpty();
            }
            stranger.asks("presence:list", new JsonObject());
            stranger.asks("channel:list", new JsonObject());
        }
        strangers.getFirst().asks("lock:force", of("resource", "cliente:42").put("reason", "x"));
        strangers.getFirst().sendsChat("geral", "fim");
        for (var stranger : strangers) {
            stranger.events().await("chat:message", message -> "fim".equals(message.getString("text")));
            assertThat(stranger.frames()).noneMatch(frame -> frame.contains(SECRET));
        }
        assertThat(ok(joao, "lock:renew", fence).fieldNames()).containsExactly("expiresAt");
    }

    @Test
    void whoIsSentAwayIsToldOnEveryNode() {
        var elsewhere = CLUSTER.client(CLUSTER.nodeB(), TestUser.of(tenant, "1", "joao.silva", "vendas", "chat"));

        var answer =
                new RestClient(CLUSTER.nodeB().url(), TestUser.service(tenant).token()).delete("/users/1/sessions");

        assertThat(answer.status()).isEqualTo(204);
        for (var client : List.of(joao, elsewhere)) {
            assertThat(client.awaits("session:ended")).isEqualTo(of("reason", "token_revoked"));
        }
        assertThat(maria.received("session:ended")).isEmpty();
    }

    @Test
    void nothingThatIsSecretIsLogged() {
        ok(joao, "chat:send", message("vendas", SECRET));
        refused(joao, "auth:refresh", of("token", token("1", Duration.ofMinutes(-1))), "unauthorized");
        refused(joao, "chat:send", message(SECRET, SECRET), "not_found");
        assertThatThrownBy(() -> RecoveringClient.connect(CLUSTER.nodeB().url(), token("1", Duration.ofMinutes(-1))))
                .isInstanceOf(ConnectionRefused.class);

        for (var process : List.of(CLUSTER.nodeA(), CLUSTER.nodeB(), CLUSTER.worker())) {
            assertThat(process.logged()).isNotEmpty().doesNotContain(SECRET, Tokens.SECRET, BEGINNING_OF_A_TOKEN);
        }
    }

    /** Asks, and checks the answer by its description. */
    private JsonObject ok(Client client, String event, JsonObject payload) {
        asked.add(event);
        var ok = client.asks(event, payload);
        var schema = message("ack." + key(event)).getJsonArray("oneOf").getJsonObject(0);
        description.allows(schema.getJsonObject("properties").getJsonObject("ok"), ok, event);
        return ok;
    }

    private void refused(Client client, String event, JsonObject payload, String code) {
        var error = client.isRefused(event, payload);
        assertThat(error.getString("code")).as(event + " " + error).isEqualTo(code);
        var schema = new JsonObject().put("$ref", "#/components/schemas/Refused");
        description.allows(schema, of("error", error), event);
        refused.add(event);
    }

    /** Its name, when it is as described. */
    private String checked(Received event) {
        var name = event.name();
        description.allows(message("tell." + key(name)), event.payload(), name);
        if (!name.equals("session")) {
            assertThat(event.offset() != null).as(name + " carries its id").isEqualTo(RESUMED.contains(name));
        }
        return name;
    }

    private JsonObject message(String key) {
        return description
                .object("components")
                .getJsonObject("messages")
                .getJsonObject(key)
                .getJsonObject("payload");
    }

    private static String key(String event) {
        return event.replace(':', '.');
    }

    private Set<String> described(String action) {
        var names = new TreeSet<String>();
        for (var operation : description.object("operations")) {
            if (((JsonObject) operation.getValue()).getString("action").equals(action)) {
                names.add(description
                        .object("components")
                        .getJsonObject("messages")
                        .getJsonObject(operation.getKey())
                        .getString("name"));
            }
        }
        return names;
    }

    private String token(String userId, Duration validity) {
        return TestUser.of(tenant, userId, "user" + userId, "vendas", "chat").token(validity);
    }

    private static JsonObject of(String field, Object value) {
        return new JsonObject().put(field, value);
    }

    private static JsonObject message(String channel, String text) {
        return of("channel", channel).put("text", text);
    }

    private static JsonObject subject(String channel, JsonObject sent) {
        return of("channel", channel).put("id", sent.getString("id"));
    }

    private static JsonObject group(String name, int member) {
        return of("name", name).put("title", "Grupo").put("members", new JsonArray().add(member));
    }

    private static JsonObject members(String channel, int member) {
        return of("channel", channel).put("members", new JsonArray().add(member));
    }

    private static JsonObject notification(String channel) {
        return of("channel", channel)
                .put("type", "success")
                .put("title", "Nova venda")
                .put("message", "Pedido 7");
    }

    private static JsonObject change(String module) {
        return of("module", module).put("action", "update").put("data", of("nome", "ABC"));
    }
}

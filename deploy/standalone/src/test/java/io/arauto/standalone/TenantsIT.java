package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TenantsIT {

    private static final String SECRET = "segredo-da-outra-empresa";

    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    private final String tenant = "t" + System.nanoTime();

    @Test
    void twoTenantsWithTheSameUsersChannelsAndModulesNeverSeeAByteOfEachOther() throws Exception {
        var ours = client(tenant, "1");
        var colleague = client(tenant, "2");
        var theirs = List.of(client(tenant + "x", "1"), client(tenant + "x", "2"));
        theirs.getFirst().dropsItsConnection();

        var id = ours.sendsChat("geral", SECRET);
        writes(id).forEach(event -> answered(ours, event));
        colleague.events().await("chat:message", message -> SECRET.equals(message.getString("text")));
        Eventually.holds(() -> assertThat(CLUSTER.storedMessages(tenant)).contains(id));

        theirs.getFirst().reconnectsTo(CLUSTER.nodeB().url());
        for (var stranger : theirs) {
            reads().forEach(event -> answered(stranger, event));
            assertThat(stranger.frames()).noneMatch(frame -> frame.contains(SECRET) || frame.contains(id));
        }
        assertThat(CLUSTER.storedMessages(tenant + "x")).isEmpty();
    }

    private static RecoveringClient client(String tenant, String id) {
        var client = CLUSTER.client(
                id.equals("1") ? CLUSTER.nodeA() : CLUSTER.nodeB(), TestUser.principal(tenant, id, "user" + id));
        answered(client, new Event("data-sync:subscribe", new JsonObject().put("module", "clientes")));
        answered(client, new Event("presence:subscribe", new JsonObject().put("all", true)));
        answered(client, new Event("lock:subscribe", new JsonObject().put("prefix", "cliente:")));
        return client;
    }

    private record Event(String name, JsonObject payload) {}

    /** Each is acked, be it with an error; what this cluster does not know yet is one. */
    private static void answered(Client client, Event event) {
        assertThat(Eventually.completes(event.name(), client.emit(event.name(), event.payload()))
                        .fieldNames())
                .containsAnyOf("ok", "error");
    }

    /** Every event of the contract that carries something to others, or changes what they will read. */
    private static List<Event> writes(String id) {
        var to = new JsonObject().put("channel", "geral");
        return List.of(
                new Event("chat:send", new JsonObject().put("to", "2").put("text", SECRET)),
                new Event("chat:edit", to.copy().put("id", id).put("text", SECRET)),
                new Event("chat:typing", to.copy().put("typing", true)),
                new Event("chat:read", to.copy().put("id", id)),
                new Event(
                        "channel:create",
                        new JsonObject()
                                .put("name", "grupo")
                                .put("title", SECRET)
                                .put("members", List.of("2"))),
                new Event(
                        "notification",
                        to.copy().put("type", "info").put("title", SECRET).put("message", SECRET)),
                new Event(
                        "notification",
                        new JsonObject()
                                .put("to", "1")
                                .put("type", "info")
                                .put("title", SECRET)
                                .put("message", SECRET)),
                new Event(
                        "data-sync",
                        new JsonObject()
                                .put("module", "clientes")
                                .put("action", "update")
                                .put("data", new JsonObject().put("nome", SECRET))),
                new Event("presence:set", new JsonObject().put("status", "busy").put("message", SECRET)),
                new Event("preferences:set", new JsonObject().put("note", SECRET)),
                new Event("lock:acquire", new JsonObject().put("resource", "cliente:42")),
                new Event(
                        "lock:request",
                        new JsonObject().put("resource", "cliente:42").put("message", SECRET)),
                new Event(
                        "lock:force",
                        new JsonObject().put("resource", "cliente:42").put("reason", SECRET)));
    }

    /** Every event of the contract that answers with what others have done. */
    private static List<Event> reads() {
        return List.of(
                new Event("channel:list", new JsonObject()),
                new Event("channel:join", new JsonObject().put("channel", "geral")),
                new Event("chat:history", new JsonObject().put("channel", "geral")),
                new Event(
                        "chat:history", new JsonObject().put("channel", "geral").put("q", "segredo")),
                new Event("chat:history", new JsonObject().put("with", "1")),
                new Event("chat:history", new JsonObject().put("with", "2")),
                new Event("notification:list", new JsonObject()),
                new Event("preferences:get", new JsonObject()),
                new Event("presence:list", new JsonObject()),
                new Event("lock:get", new JsonObject().put("prefix", "cliente:")));
    }
}

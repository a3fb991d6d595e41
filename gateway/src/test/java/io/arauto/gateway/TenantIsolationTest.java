package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TenantIsolationTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String name = "t" + System.nanoTime();

    @Test
    void tenantsWithTheSameUsersChannelsAndModulesNeverSeeAByteOfEachOther() {
        var ours = NODES.onA(TestUser.principal(name + "a", "1", "joao"));
        var theirs = NODES.onA(TestUser.principal(name + "b", "1", "joao"));
        var theirsElsewhere = NODES.onB(TestUser.principal(name + "b", "2", "maria"));
        for (var client : new Client[] {ours, theirs, theirsElsewhere}) {
            client.asks("data-sync:subscribe", new JsonObject().put("module", "clientes"));
        }

        doEverything(ours);

        for (var client : new Client[] {theirs, theirsElsewhere}) {
            client.sendsChat("sistema", "canário");
            assertThat(client.events()
                            .await(
                                    "chat:message",
                                    event -> event.getString("text").equals("canário")))
                    .isNotNull();
            assertThat(client.events().all())
                    .noneMatch(event -> event.payload().encode().contains("segredo"));
            assertThat(unreadOf(client)).isNotEqualTo(unreadOf(ours));
        }
    }

    @Test
    void aTenantInAPayloadIsIgnored() {
        var ours = NODES.onA(TestUser.principal(name + "a", "1", "joao"));
        var theirs = NODES.onA(TestUser.principal(name + "b", "1", "joao"));

        ours.asks(
                "chat:send",
                new JsonObject()
                        .put("channel", "geral")
                        .put("text", "segredo")
                        .put("tenant", name + "b")
                        .put("tenantHash", name + "b"));
        theirs.sendsChat("geral", "canário");

        assertThat(theirs.awaits("chat:message").getString("text")).isEqualTo("canário");
    }

    private static void doEverything(Client client) {
        var message = client.sendsChat("geral", "segredo");
        client.asks("chat:send", new JsonObject().put("to", "2").put("text", "segredo"));
        client.asks("chat:typing", new JsonObject().put("channel", "geral").put("typing", true));
        client.asks("chat:read", new JsonObject().put("channel", "geral").put("id", message));
        client.asks(
                "notification",
                new JsonObject()
                        .put("channel", "geral")
                        .put("type", "info")
                        .put("title", "segredo")
                        .put("message", "segredo"));
        client.asks(
                "data-sync",
                new JsonObject()
                        .put("module", "clientes")
                        .put("action", "update")
                        .put("data", new JsonObject().put("nome", "segredo")));
    }

    private static String unreadOf(Client client) {
        return client.asks("channel:list", new JsonObject()).encode();
    }
}

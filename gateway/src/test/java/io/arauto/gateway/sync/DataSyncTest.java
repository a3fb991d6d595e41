package io.arauto.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DataSyncTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");

    @Test
    void aChangeReachesThoseWhoSubscribedToItsModule() {
        var writer = NODES.onA(joao);
        var grid = NODES.onB(pedro);
        var before = writer.asks("data-sync", change("clientes")).getString("id");

        var subscribed = grid.asks("data-sync:subscribe", module("clientes"));
        var id = writer.asks("data-sync", change("clientes")).getString("id");

        assertThat(subscribed).isEqualTo(module("clientes").put("lastId", before));
        var received = grid.awaits("data-sync");
        assertThat(received.getString("id")).isEqualTo(id);
        assertThat(received.getString("action")).isEqualTo("update");
        assertThat(received.getInteger("record")).isEqualTo(42);
        assertThat(received.getJsonObject("data")).isEqualTo(new JsonObject().put("nome", "ABC"));
        assertThat(received.getJsonObject("user").getString("userId")).isEqualTo("1");
        assertThat(writer.received("data-sync")).isEmpty();
    }

    @Test
    void whoUnsubscribedHearsNoMore() {
        var writer = NODES.onA(joao);
        var grid = NODES.onB(pedro);
        grid.asks("data-sync:subscribe", module("clientes"));
        grid.asks("data-sync:subscribe", module("pedidos"));
        grid.asks("data-sync:unsubscribe", module("clientes"));

        writer.asks("data-sync", change("clientes"));
        writer.asks("data-sync", change("pedidos"));

        assertThat(grid.awaits("data-sync").getString("module")).isEqualTo("pedidos");
    }

    @Test
    void aSubscriptionOutlivesTheConnectionButReplaysNothingFromBeforeIt() {
        var writer = NODES.onB(joao);
        var grid = NODES.onA(pedro);
        writer.asks("data-sync", change("clientes"));
        grid.asks("data-sync:subscribe", module("clientes"));
        grid.dropsItsConnection();
        var missed = writer.asks("data-sync", change("clientes")).getString("id");

        grid.reconnectsTo(NODES.b());

        assertThat(grid.awaits("data-sync").getString("id")).isEqualTo(missed);
        assertThat(grid.recovered()).isTrue();
    }

    @Test
    void aModuleNamedLikeAChannelIsGuardedLikeIt() {
        var outsider = NODES.onA(joao);

        assertThat(outsider.isRefused("data-sync:subscribe", module("financeiro"))
                        .getString("code"))
                .isEqualTo("forbidden");
        assertThat(outsider.isRefused("data-sync", change("financeiro")).getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void severalChangesAreEachToldInOrder() {
        var writer = NODES.onA(joao);
        var grid = NODES.onB(pedro);
        grid.asks("data-sync:subscribe", module("clientes"));
        var several = module("clientes").put("clientMsgId", "carga-7").put("changes", changes(300));

        var ok = writer.asks("data-sync", several);
        var again = writer.asks("data-sync", several);

        assertThat(again).isEqualTo(ok);
        writer.asks("data-sync", change("clientes"));
        var told = grid.events().await("data-sync", 301);
        assertThat(told.subList(0, 300))
                .extracting(Client::id)
                .isEqualTo(ok.getJsonArray("ids").getList());
        assertThat(told.subList(0, 300))
                .extracting(change -> change.getInteger("record"))
                .isEqualTo(IntStream.range(0, 300).boxed().toList());
        assertThat(ok.getString("id")).isEqualTo(Client.id(told.get(299)));
    }

    @Test
    void ofSeveralChangesNoneIsToldWhenOneIsWrong() {
        var writer = NODES.onA(joao);
        var grid = NODES.onB(pedro);
        grid.asks("data-sync:subscribe", module("clientes"));

        for (var wrong : List.of(
                new JsonArray(),
                new JsonArray().add(7),
                changes(501),
                changes(2).add(new JsonObject().put("action", "x")),
                changes(2).add(new JsonObject().put("action", "update").put("record", new JsonObject())))) {
            assertThat(writer.isRefused("data-sync", module("clientes").put("changes", wrong))
                            .getString("code"))
                    .isEqualTo("invalid_payload");
        }
        assertThat(writer.isRefused("data-sync", change("clientes").put("changes", changes(2)))
                        .getString("code"))
                .isEqualTo("invalid_payload");
        var id = writer.asks("data-sync", change("clientes")).getString("id");
        assertThat(Client.id(grid.awaits("data-sync"))).isEqualTo(id);
    }

    private static JsonArray changes(int count) {
        var changes = new JsonArray();
        for (var record = 0; record < count; record++) {
            changes.add(new JsonObject()
                    .put("action", "update")
                    .put("record", record)
                    .put("data", record));
        }
        return changes;
    }

    private static JsonObject module(String name) {
        return new JsonObject().put("module", name);
    }

    private static JsonObject change(String module) {
        return module(module)
                .put("action", "update")
                .put("record", 42)
                .put("version", "7")
                .put("data", new JsonObject().put("nome", "ABC"));
    }
}

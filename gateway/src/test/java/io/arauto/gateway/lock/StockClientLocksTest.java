package io.arauto.gateway.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.StockClient;
import io.arauto.testkit.TestUser;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edit locks as stock clients use them, on two nodes, over either transport. */
class StockClientLocksTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(
            Map.of("ARAUTO_LOCK_LEASE", "3s", "ARAUTO_PING_INTERVAL", "500ms", "ARAUTO_PING_TIMEOUT", "3s"));

    private final String tenant = "t" + System.nanoTime();
    private final JsonObject pedido = new JsonObject().put("resource", "pedido:7");
    private final List<StockClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(StockClient::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {Polling.NAME, WebSocket.NAME})
    void aLockPassesFromOneToTheNextByReleaseGoodByeAndSilence(String transport) {
        var maria = client(NODES.a(), "2", transport, "vendas");
        var joao = client(NODES.b(), "1", transport, "vendas");
        var ana = client(NODES.a(), "3", transport, "vendas");
        var watcher = client(NODES.b(), "9", transport, "vendas");
        watcher.asks("lock:subscribe", new JsonObject().put("prefix", "pedido:"));

        var held = maria.asks("lock:acquire", pedido);
        assertThat(maria.asks("lock:acquire", pedido).getString("fence")).isEqualTo(held.getString("fence"));
        assertThat(waits(joao)).isEqualTo(1);
        assertThat(waits(ana)).isEqualTo(2);
        maria.asks("lock:release", pedido.copy().put("fence", held.getString("fence")));
        claims(joao);
        joao.socket().disconnect();
        claims(ana);
        var last = client(NODES.b(), "2", transport, "vendas");
        assertThat(waits(last)).isEqualTo(1);
        ana.dropsItsConnection();
        claims(last);

        assertThat(watcher.events().await("lock:changed", 7))
                .extracting(change -> change.getString("state") + ' ' + change.getString("reason"))
                .containsExactly(
                        "held acquired",
                        "free released",
                        "held granted",
                        "free disconnected",
                        "held granted",
                        "free expired",
                        "held granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {Polling.NAME, WebSocket.NAME})
    void aHolderIsAskedThenForcedAndItsSaveIsRefused(String transport) {
        var holder = client(NODES.a(), "2", transport, "vendas");
        var other = client(NODES.b(), "1", transport, "vendas");
        var admin = client(NODES.b(), "5", transport, "admin");
        var erp = new RestClient(NODES.b(), TestUser.service(tenant).token());
        var held = holder.asks("lock:acquire", pedido);

        other.asks("lock:request", pedido);
        assertThat(holder.awaits("lock:requested").getJsonObject("from").getString("userId"))
                .isEqualTo("1");
        var forced = admin.asks("lock:force", pedido.copy().put("reason", "fechamento"));

        assertThat(holder.awaits("lock:lost").getString("message")).isEqualTo("fechamento");
        assertThat(erp.post("/locks/pedido:7/verify", fence(held)).status()).isEqualTo(409);
        assertThat(erp.post("/locks/pedido:7/verify", fence(forced)).status()).isEqualTo(200);
        assertThat(erp.delete("/locks/pedido:7?reason=manutencao").status()).isEqualTo(200);
        assertThat(admin.awaits("lock:lost").getString("message")).isEqualTo("manutencao");
        assertThat(erp.post("/locks/pedido:7/verify", fence(forced)).status()).isEqualTo(409);
    }

    /** Answers its place in the queue. */
    private int waits(StockClient client) {
        return client.isRefused("lock:acquire", pedido.copy().put("wait", true))
                .getJsonObject("details")
                .getInteger("position");
    }

    private void claims(StockClient client) {
        var granted = client.awaits("lock:granted").getString("fence");
        assertThat(client.asks("lock:acquire", pedido).getString("fence")).isEqualTo(granted);
    }

    private static JsonObject fence(JsonObject held) {
        return new JsonObject().put("fence", held.getString("fence"));
    }

    private StockClient client(String url, String id, String transport, String permission) {
        var client = StockClient.connect(
                url, TestUser.of(tenant, id, "user." + id, permission).token(), transport);
        clients.add(client);
        client.awaits("session");
        return client;
    }
}

package io.arauto.gateway.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final RestClient admin = as(TestUser.of(tenant, "5", "administrador", "admin"));

    @Test
    void administratorsSeeWhatGoesOnInTheirTenantOnAllNodes() {
        var onA = NODES.onA(joao);
        var onB = NODES.onB(maria);
        NODES.onB(joao);
        onA.sendsChat("vendas", "um");
        onB.sendsChat("vendas", "dois");
        onB.sendsChat("geral", "três");
        onA.asks("chat:send", new JsonObject().put("to", "2").put("text", "entre nós"));
        onA.asks(
                "channel:create",
                new JsonObject().put("name", "segredo").put("title", "Segredo").put("members", JsonArray.of("2")));
        onB.awaits("channel:changed");
        onB.sendsChat("segredo", "psst");
        onA.asks(
                "notification",
                new JsonObject()
                        .put("channel", "vendas")
                        .put("type", "success")
                        .put("title", "Nova venda")
                        .put("message", "R$ 100"));

        Eventually.holds(() -> {
            var stats = stats(admin);
            assertThat(stats.getInteger("connections")).isEqualTo(3);
            assertThat(stats.getInteger("users")).isEqualTo(2);
            assertThat(objects(stats.getJsonArray("nodes"))
                            .map(node -> node.getString("node") + ' ' + node.getInteger("connections")))
                    .containsExactlyInAnyOrder("a 1", "b 2");
            assertThat(stats.getJsonObject("messages").getInteger("lastHour")).isEqualTo(5);
            assertThat(stats.getJsonObject("notifications").getInteger("lastHour"))
                    .isEqualTo(1);
            assertThat(objects(stats.getJsonObject("messages").getJsonArray("hours"))
                            .mapToInt(hour -> hour.getInteger("count"))
                            .sum())
                    .isEqualTo(5);
            // Neither whom direct messages are for nor the name of a group.
            assertThat(objects(stats.getJsonArray("channels"))
                            .map(channel -> channel.getString("channel") + ' ' + channel.getInteger("messages")))
                    .containsExactly("vendas 2", "geral 1");
            // Of three channels' messages, and the notification, each to three connections.
            assertThat(stats.getJsonObject("delivery").getInteger("delivered")).isGreaterThanOrEqualTo(12);
            assertThat(stats.getJsonObject("delivery").getDouble("rate")).isEqualTo(1);
            assertThat(stats.getJsonObject("latency").getDouble("p50Ms"))
                    .isPositive()
                    .isLessThanOrEqualTo(stats.getJsonObject("latency").getDouble("p99Ms"));
            assertThat(stats.getJsonObject("uptime").getDouble("ratio")).isBetween(0.0, 1.0);
            assertThat(stats.getJsonObject("backlog").getInteger("events")).isNotNegative();
        });

        var other = stats(as(TestUser.service(tenant + "x")));
        assertThat(other.getInteger("connections")).isZero();
        assertThat(other.getJsonObject("messages").getInteger("lastHour")).isZero();
        assertThat(other.getJsonArray("channels")).isEmpty();
        assertThat(other.getJsonObject("latency")).isEmpty();
    }

    @Test
    void figuresAreForAdministratorsAndBackEnds() {
        assertThat(as(joao).get("/stats").status()).isEqualTo(403);
        assertThat(as(TestUser.service(tenant)).get("/stats").status()).isEqualTo(200);
    }

    private static JsonObject stats(RestClient client) {
        return client.get("/stats").body();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private RestClient as(TestUser user) {
        return new RestClient(NODES.b(), user.token());
    }
}

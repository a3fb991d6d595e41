package io.arauto.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.ConnectionRefused;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to clients is to be seen from outside, at the management port. */
class GatewayMetricsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestUser joao = TestUser.of("acme", "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of("acme", "2", "maria.santos", "vendas", "chat");

    @Test
    void aNodeTellsOfItsConnectionsEventsAndDeliveries() throws Exception {
        var here = NODES.onA(joao);
        var there = NODES.onB(maria);
        here.sendsChat("vendas", "oi");
        there.awaits("chat:message");
        here.isRefused(
                "chat:send", new JsonObject().put("channel", "financeiro").put("text", "oi"));
        here.isRefused("no:such", new JsonObject());
        assertThatThrownBy(() -> NODES.connect(NODES.a(), joao.token(Duration.ofSeconds(-1))))
                .isInstanceOf(ConnectionRefused.class);

        Eventually.holds(() -> assertThat(metrics(0))
                .contains("arauto_ready 1.0", "arauto_redis_up 1.0", "arauto_sessions 1.0")
                .containsPattern("arauto_redis_server_up\\{server=\"\\S+:\\d+\"} 1.0")
                .contains("arauto_connections_opened_total{transport=\"websocket\"} 2.0")
                .contains("arauto_sessions_opened_total{recovery=\"new\"} 1.0")
                .contains("arauto_session_connect_seconds_count 1")
                .contains("arauto_sessions_refused_total{code=\"token_expired\"} 1.0")
                .contains("arauto_events_seconds_count{event=\"chat:send\"} 2")
                .contains("arauto_events_seconds_bucket{event=\"chat:send\",le=\"0.2\"} ")
                .contains("arauto_events_seconds_count{event=\"unknown\"} 1")
                .contains("arauto_events_refused_total{code=\"forbidden\"} 1.0")
                .contains("arauto_events_refused_total{code=\"unknown_event\"} 1.0")
                .contains("arauto_publish_seconds_bucket{outcome=\"stored\",le=\"5.0\"} ")
                .contains("arauto_publish_seconds_count{outcome=\"backlog_full\"} 0")
                .contains("arauto_queue_bytes 0.0", "arauto_queue_largest_bytes 0.0")
                .contains("arauto_postgres_up 0.0", "arauto_lock_sessions 0.0")
                .contains("arauto_gaps_unrepairable_total 0.0", "arauto_presence_ghosts_total 0.0"));
        here.asks("lock:acquire", new JsonObject().put("resource", "pedido:1"));
        Eventually.holds(() -> assertThat(metrics(0))
                .contains("arauto_lock_sessions 1.0", "arauto_locks_held 1.0", "arauto_locks_lost_total 0.0"));
        var ana = TestUser.principal("acme", "3", "ana.lima");
        new RestClient(NODES.b(), ana.token()).delete("/locks/pedido:1?reason=ausente");
        here.awaits("lock:lost");
        Eventually.holds(() -> assertThat(metrics(0)).contains("arauto_locks_held 0.0", "arauto_locks_lost_total 1.0"));
        Eventually.holds(() -> assertThat(metrics(1))
                .contains("arauto_delivered_total 1.0", "arauto_delivery_seconds_count{topic=\"channel\"} 1")
                .contains("arauto_event_loop_delay_seconds_bucket{le=\"0.001\"} "));

        there.dropsItsConnection();
        Eventually.holds(() -> assertThat(metrics(1))
                .contains("arauto_connections 0.0", "arauto_sessions 0.0")
                .contains("arauto_connections_closed_total{reason=\"transport_closed\"} 1.0"));

        there.reconnectsTo(NODES.a());
        Eventually.holds(
                () -> assertThat(metrics(0)).contains("arauto_sessions_opened_total{recovery=\"complete\"} 1.0"));
    }

    private String metrics(int node) throws IOException, InterruptedException {
        var address = URI.create(NODES.management(node) + "/metrics");
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}

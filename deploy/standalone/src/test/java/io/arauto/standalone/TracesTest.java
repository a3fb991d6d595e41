package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracesTest {
    private static final Collector COLLECTOR = new Collector();

    @RegisterExtension
    static final Installation INSTALLATION =
            new Installation(Map.of("ARAUTO_TRACES", "1000", "ARAUTO_TRACES_ENDPOINT", COLLECTOR.endpoint()));

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final TestUser erp = TestUser.service("acme");
    private final TestUser joao = TestUser.of("acme", "1", "joao.silva", "vendas", "chat");

    @Test
    void aTraceGoesFromTheCallerThroughTheGatewayToTheOtherNodeAndTheWorker() throws Exception {
        INSTALLATION.worker();
        var gateway = INSTALLATION.gateway();
        var maria = INSTALLATION.client(INSTALLATION.gateway(), TestUser.of("acme", "2", "maria.santos", "vendas"));

        notify(gateway, "00-" + TRACE + '-' + CALLER + "-01");
        maria.awaits("notification");

        Eventually.holds(() -> assertThat(COLLECTOR.of(TRACE)).hasSize(3));
        var published = span("POST /notifications");
        var delivered = span("deliver channel");
        var stored = span("store notification");
        assertThat(published.content().getString("parentSpanId")).isEqualTo(CALLER);
        assertThat(List.of(delivered, stored))
                .extracting(span -> span.content().getString("parentSpanId"))
                .containsOnly(published.content().getString("spanId"));
        assertThat(published.service()).isEqualTo("arauto-gateway");
        assertThat(delivered.service()).isEqualTo("arauto-gateway");
        assertThat(delivered.instance()).isNotEqualTo(published.instance());
        assertThat(stored.service()).isEqualTo("arauto-worker");
        for (var span : COLLECTOR.of(TRACE)) {
            assertThat(Long.parseLong(span.content().getString("endTimeUnixNano")))
                    .isGreaterThanOrEqualTo(Long.parseLong(span.content().getString("startTimeUnixNano")));
            assertThat(span.content().getJsonObject("status").isEmpty()).isTrue();
        }
    }

    @Test
    void whatAClientSendsBeginsATraceAndWhatACallerDoesNotWantToldIsNot() throws Exception {
        INSTALLATION.worker();
        var gateway = INSTALLATION.gateway();
        var untold = TRACE.replace('4', '5');

        notify(gateway, "00-" + untold + '-' + CALLER + "-00");
        notify(gateway, "garbage");
        INSTALLATION.client(gateway, joao).sendsChat("geral", "oi");

        Eventually.holds(() -> {
            var chat = COLLECTOR.all().stream()
                    .filter(span -> span.name().equals("chat:send"))
                    .findFirst();
            assertThat(chat).isPresent();
            assertThat(COLLECTOR.of(chat.orElseThrow().trace()))
                    .extracting(Collector.Span::name)
                    .containsExactlyInAnyOrder("chat:send", "deliver channel", "store message");
        });
        assertThat(COLLECTOR.of(untold)).isEmpty();
    }

    @Test
    void whatIsEphemeralIsTracedToTheOtherNodeToo() {
        var here = INSTALLATION.client(INSTALLATION.gateway(), joao);
        var there = INSTALLATION.client(INSTALLATION.gateway(), TestUser.of("acme", "2", "maria.santos", "chat"));

        here.asks("chat:typing", new JsonObject().put("channel", "geral").put("typing", true));
        there.awaits("chat:typing");

        Eventually.holds(() -> {
            var typed = COLLECTOR.all().stream()
                    .filter(span -> span.name().equals("chat:typing"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not told yet"));
            assertThat(COLLECTOR.of(typed.trace())).anySatisfy(span -> {
                assertThat(span.name()).isEqualTo("deliver channel");
                assertThat(span.instance()).isNotEqualTo(typed.instance());
            });
        });
    }

    private static Collector.Span span(String name) {
        return COLLECTOR.of(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void notify(String gateway, String traceparent) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway + "/api/v1/notifications"))
                                .header("Authorization", "Bearer " + erp.token())
                                .header("Content-Type", "application/json")
                                .header("traceparent", traceparent)
                                .POST(BodyPublishers.ofString(
                                        "{\"channel\":\"vendas\",\"type\":\"info\",\"title\":\"t\",\"message\":\"m\"}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
    }
}

package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
    void aTraceGoesFromTheCallerThroughTheGatewayToTheWorker() throws Exception {
        INSTALLATION.worker();
        var gateway = INSTALLATION.gateway();

        notify(gateway, "00-" + TRACE + '-' + CALLER + "-01");

        Eventually.holds(() -> assertThat(COLLECTOR.of(TRACE)).hasSize(2));
        var published = span("arauto-gateway");
        var stored = span("arauto-worker");
        assertThat(published.name()).isEqualTo("POST /notifications");
        assertThat(published.content().getString("parentSpanId")).isEqualTo(CALLER);
        assertThat(stored.name()).isEqualTo("store notification");
        assertThat(stored.content().getString("parentSpanId"))
                .isEqualTo(published.content().getString("spanId"));
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
                    .containsExactlyInAnyOrder("chat:send", "store message");
        });
        assertThat(COLLECTOR.of(untold)).isEmpty();
    }

    private static Collector.Span span(String service) {
        return COLLECTOR.of(TRACE).stream()
                .filter(span -> span.service().equals(service))
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

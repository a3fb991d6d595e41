package io.arauto.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser erp = TestUser.service(tenant);
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");

    @Test
    void aThousandEventsArePublishedInOrderAndAnsweredOneByOne() throws Exception {
        var client = NODES.onB(joao);
        var batch = new JsonArray();
        IntStream.range(0, 1_000).forEach(number -> batch.add(message("m" + number)));

        var results = results(post(batch, "carga-1"));

        assertThat(results).hasSize(1_000);
        var received = client.events().await("chat:message", 1_000);
        for (var number = 0; number < 1_000; number++) {
            assertThat(received.get(number).getString("text")).isEqualTo("m" + number);
            assertThat(received.get(number).getString("id"))
                    .isEqualTo(results.getJsonObject(number).getJsonObject("ok").getString("id"));
        }
    }

    @Test
    void aBatchThatComesAgainWithItsKeyIsDoneOnce() throws Exception {
        var batch = JsonArray.of(
                message("um"), message("dois"), event("data-sync", "{\"module\":\"x\",\"action\":\"create\"}"));

        assertThat(results(post(batch, "carga-1"))).isEqualTo(results(post(batch, "carga-1")));
        assertThat(results(post(batch, "carga-2"))).isNotEqualTo(results(post(batch, "carga-1")));
    }

    @Test
    void eachEventIsRefusedForItself() throws Exception {
        var results = results(post(
                JsonArray.of(
                        message("um"),
                        event(
                                "notification",
                                "{\"channel\":\"vendas\",\"type\":\"loud\",\"title\":\"x\",\"message\":\"x\"}"),
                        event("chat:send", "{\"channel\":\"nenhum\",\"text\":\"x\"}"),
                        event("auth:refresh", "{}"),
                        message("dois")),
                null));

        assertThat(results.stream()
                        .map(result -> ((JsonObject) result)
                                .getJsonObject("error", new JsonObject())
                                .getString("code", "ok")))
                .containsExactly("ok", "invalid_payload", "not_found", "unknown_event", "ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"events\":[]}",
                "{\"events\":{}}",
                "{\"events\":[7]}",
                "{\"events\":[{\"event\":7,\"payload\":{}}]}",
                "{\"events\":[{\"event\":\"notification\"}]}",
                "{\"events\":[{\"event\":\"notification\",\"payload\":[]}]}"
            })
    void whatIsNoBatchIsRefusedAsAWhole(String body) throws Exception {
        var answer = post(body, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("invalid_payload");
    }

    @Test
    void moreThanAThousandAreTooMany() throws Exception {
        var batch = new JsonArray();
        IntStream.range(0, 1_001).forEach(number -> batch.add(message("m")));

        assertThat(post(batch, null).statusCode()).isEqualTo(400);
    }

    private static JsonObject message(String text) {
        return event(
                "chat:send",
                new JsonObject().put("channel", "vendas").put("text", text).encode());
    }

    private static JsonObject event(String name, String payload) {
        return new JsonObject().put("event", name).put("payload", new JsonObject(payload));
    }

    private static JsonArray results(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("results");
    }

    private HttpResponse<String> post(JsonArray events, @Nullable String key) throws IOException, InterruptedException {
        return post(new JsonObject().put("events", events).encode(), key);
    }

    private HttpResponse<String> post(String body, @Nullable String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(NODES.a() + "/api/v1/events/batch"))
                .header("Authorization", "Bearer " + erp.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

package io.arauto.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.EventId;
import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestApiTest {
    @RegisterExtension
    static final TwoNodes NODES =
            new TwoNodes(Map.of("ARAUTO_MAX_PAYLOAD", "20000", "ARAUTO_CORS_ORIGINS", "https://erp.example"));

    private static final JsonObject SALE = new JsonObject()
            .put("channel", "vendas")
            .put("type", "success")
            .put("title", "Nova venda")
            .put("message", "Pedido 7, R$ 1.500,00");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser erp = TestUser.service(tenant);
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");

    @Test
    void whatABackEndPostsToOneNodeReachesClientsOfAnother() throws Exception {
        var client = NODES.onB(joao);

        var answer = post("/notifications", SALE);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(client.awaits("notification"))
                .isEqualTo(SALE.copy()
                        .put("id", json(answer).getString("id"))
                        .put("timestamp", client.awaits("notification").getString("timestamp"))
                        .put(
                                "user",
                                new JsonObject(
                                        "{\"userId\":\"service\",\"username\":\"service\",\"name\":\"service\"}")));
    }

    @Test
    void messagesAndChangesOfDataGoTheSameWay() throws Exception {
        var client = NODES.onB(joao);
        client.asks("data-sync:subscribe", new JsonObject().put("module", "clientes"));

        post("/messages", new JsonObject().put("channel", "vendas").put("text", "Bom dia"));
        post(
                "/data-sync",
                new JsonObject("{\"module\":\"clientes\",\"action\":\"update\",\"data\":{\"id\":42},\"record\":42}"));

        assertThat(client.awaits("chat:message").getString("text")).isEqualTo("Bom dia");
        assertThat(client.awaits("data-sync").getInteger("record")).isEqualTo(42);
    }

    @Test
    void everyAnswerNamesItsRequestAsTheCallerDidIfItDid() throws Exception {
        var named =
                send(request("/nothing").header("X-Request-Id", "pedido-7:1").GET());
        var forged =
                send(request("/nothing").header("X-Request-Id", "x\ty code=z").GET());
        var drawn = post("/notifications", SALE);

        assertThat(named.headers().firstValue("X-Request-Id")).contains("pedido-7:1");
        assertThat(forged.headers().firstValue("X-Request-Id")).get().asString().matches("[0-9a-f]{16}");
        assertThat(drawn.headers().firstValue("X-Request-Id")).get().asString().matches("[0-9a-f]{16}");
    }

    @Test
    void aRequestThatComesAgainWithItsKeyIsDoneOnce() throws Exception {
        var client = NODES.onA(joao);
        for (var path : new String[] {"/notifications", "/messages", "/data-sync"}) {
            var body = SALE.copy()
                    .put("text", "x")
                    .put("module", "vendas")
                    .put("action", "create")
                    .put("data", 1);

            var first = send(request(path)
                    .header("Idempotency-Key", "\"pedido-7\"")
                    .POST(BodyPublishers.ofString(body.encode())));
            var again = send(
                    request(path).header("Idempotency-Key", "pedido-7").POST(BodyPublishers.ofString(body.encode())));

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(again.body()).isEqualTo(first.body());
        }
        client.sendsChat("geral", "the end");
        client.events().await("chat:message", 2);
        assertThat(client.received("notification")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"venda 7/2026 #3", "{\"pedido\":7}"})
    void anyTextMayBeAKey(String key) throws Exception {
        var body = new JsonObject().put("channel", "geral").put("text", "x").encode();
        var longKey = key + "-".repeat(200);
        for (var one : new String[] {key, longKey}) {
            var first = send(request("/messages").header("Idempotency-Key", one).POST(BodyPublishers.ofString(body)));
            var again = send(request("/messages").header("Idempotency-Key", one).POST(BodyPublishers.ofString(body)));
            var other = send(
                    request("/messages").header("Idempotency-Key", one + "'").POST(BodyPublishers.ofString(body)));

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.body()).isNotEqualTo(first.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/channels", "/locks", "/presence"})
    void aSnapshotSaysFromWhereASocketGoesOn(String path) throws Exception {
        var sent = NODES.onA(joao).sendsChat("vendas", "antes");

        var lastId = json(send(request(path, joao))).getString("lastId");

        assertThat(EventId.parse(lastId)).isGreaterThanOrEqualTo(EventId.parse(sent));
    }

    @Test
    void theMessagesOfAChannelArePagedFromNewToOld() throws Exception {
        var writer = NODES.onA(joao);
        for (var i = 1; i <= 5; i++) {
            writer.sendsChat("vendas", "m" + i);
        }

        var newest = json(send(request("/channels/vendas/messages?limit=2", joao)));
        assertThat(texts(newest)).containsExactly("m4", "m5");
        var older = json(send(request("/channels/vendas/messages?limit=2&before=" + newest.getString("next"), joao)));
        assertThat(texts(older)).containsExactly("m2", "m3");
    }

    @Test
    void theChannelsOfAUserAreListed() throws Exception {
        var channels = json(send(request("/channels", joao))).getJsonArray("channels");

        assertThat(channels.stream().map(channel -> ((JsonObject) channel).getString("name")))
                .containsExactly("geral", "vendas");
    }

    @Test
    void withoutAGoodTokenNothingIsAnsweredNotEvenWhatThereIs() throws Exception {
        var without = HttpRequest.newBuilder(uri("/channels"));
        var expired = HttpRequest.newBuilder(uri("/nothing"))
                .header("Authorization", "Bearer " + joao.token(Duration.ofSeconds(-1)));
        var inQuery = HttpRequest.newBuilder(uri("/channels?token=" + joao.token()));

        assertProblem(send(without), 401, "unauthorized");
        assertThat(send(without).headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertProblem(send(inQuery), 401, "unauthorized");
        assertThat(assertProblem(send(expired), 401, "unauthorized")
                        .getJsonObject("details")
                        .getString("code"))
                .isEqualTo("token_expired");
    }

    @Test
    void refusalsCarryTheirCodeAndDetails() throws Exception {
        assertProblem(send(request("/channels/financeiro/messages", joao)), 403, "forbidden");
        assertProblem(send(request("/channels/nenhum/messages", joao)), 404, "not_found");
        assertThat(assertProblem(post("/notifications", SALE.copy().put("type", "loud")), 400, "invalid_payload")
                        .getJsonObject("details")
                        .getString("field"))
                .isEqualTo("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{", "nope", "[[[[[["})
    void aBodyThatIsNoJsonObjectIsABadRequest(String body) throws Exception {
        assertProblem(send(request("/notifications").POST(BodyPublishers.ofString(body))), 400, "invalid_payload");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0",
        "limit=201",
        "limit=many",
        "limit=99999999999",
        "before=7",
        "before=x&limit=2",
        "after=1-1&before=2-2"
    })
    void aWrongQueryIsABadRequest(String query) throws Exception {
        assertProblem(send(request("/channels/vendas/messages?" + query, joao)), 400, "invalid_payload");
    }

    @Test
    void whatHttpItselfHasWordsForIsSaidInThem() throws Exception {
        assertProblem(send(request("/nothing")), 404, "not_found");
        assertProblem(send(request("/notifications/")), 405, "method_not_allowed");
        assertProblem(send(request("/channels").DELETE()), 405, "method_not_allowed");
        assertProblem(
                send(request("/messages")
                        .setHeader("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aBodyThatIsTooLargeIsRefused(HttpClient.Version version) throws Exception {
        var body = new JsonObject().put("text", "x".repeat(20_000)).encode();

        assertProblem(
                send(request("/messages").version(version).POST(BodyPublishers.ofString(body))),
                413,
                "payload_too_large");
    }

    @Test
    void aBodyIsNotReadForSomeoneWithoutAToken() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
            socket.getOutputStream()
                    .write("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(status).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void answersAreNeitherCachedNorTakenForPages() throws Exception {
        var headers = send(request("/channels", joao)).headers();

        assertThat(headers.firstValue("Content-Type")).contains("application/json");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void pagesOfAllowedOriginsMayCall() throws Exception {
        var preflight = send(HttpRequest.newBuilder(uri("/messages"))
                .header("Origin", "https://erp.example")
                .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
                .method("OPTIONS", BodyPublishers.noBody()));
        var other = send(request("/channels", joao).header("Origin", "https://elsewhere.example"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://erp.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization,content-type,idempotency-key");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static JsonObject assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).getInteger("status")).isEqualTo(status);
        assertThat(json(answer).getString("code")).isEqualTo(code);
        return json(answer);
    }

    private HttpResponse<String> post(String path, JsonObject body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body.encode())));
    }

    private HttpRequest.Builder request(String path) {
        return request(path, erp);
    }

    private HttpRequest.Builder request(String path, TestUser caller) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + caller.token())
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(NODES.a() + "/api/v1" + path);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    private static Iterable<String> texts(JsonObject page) {
        return page.getJsonArray("messages").stream()
                .map(message -> ((JsonObject) message).getString("text"))
                .toList();
    }
}

package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineHandshakeTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    @ParameterizedTest
    @ValueSource(strings = {"/engine.io/", "/engine.io", "/socket.io/", "/socket.io"})
    void pollingOpensASession(String path) {
        var response = fetch(path + "?EIO=4&transport=polling&t=abc", "GET");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        isOpening(response.body(), new JsonArray().add("websocket"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine.io/", "/socket.io/"})
    void aWebSocketOpensASession(String path) {
        isOpening(SERVER.webSocket(path).next(), new JsonArray());
    }

    private static void isOpening(String packet, JsonArray upgrades) {
        assertThat(packet).startsWith("0");
        var payload = new JsonObject(packet.substring(1));
        assertThat(payload.getString("sid")).isNotBlank();
        payload.remove("sid");
        assertThat(payload)
                .isEqualTo(new JsonObject()
                        .put("upgrades", upgrades)
                        .put("pingInterval", 300)
                        .put("pingTimeout", 200)
                        .put("maxPayload", 1_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  EIO=4,                             0, Transport unknown",
        "GET,  EIO=4&transport=abc,               0, Transport unknown",
        "GET,  EIO=4&transport=polling&sid=gone,  1, Session ID unknown",
        "POST, EIO=4&transport=polling&sid=gone,  1, Session ID unknown",
        "POST, EIO=4&transport=polling,           2, Bad handshake method",
        "PUT,  EIO=4&transport=polling,           2, Bad handshake method",
        "GET,  EIO=4&transport=websocket,         3, Bad request",
        "GET,  transport=polling,                 5, Unsupported protocol version",
        "GET,  EIO=3&transport=polling,           5, Unsupported protocol version",
        "GET,  EIO=abc&transport=polling,         5, Unsupported protocol version",
    })
    void whatCantBeServedIsRefusedWithTheCodesOfTheReference(String method, String query, int code, String message) {
        var response = fetch("/engine.io/?" + query, method);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transport=%zz", "EIO=4&transport=polling&sid=%", "%0ing"})
    void aQueryThatIsNotEncodedIsABadRequest(String query) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            var request = "GET /engine.io/?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400")
                    .endsWith("{\"code\":3,\"message\":\"Bad request\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transport=websocket",
                "EIO=abc&transport=websocket",
                "EIO=4",
                "EIO=4&transport=abc",
                "EIO=4&transport=websocket&sid=gone"
            })
    void aWebSocketThatCantBeServedIsRefusedBeforeTheUpgrade(String query) {
        assertThatThrownBy(() -> MessageSocket.open(SERVER.port(), "/engine.io/?" + query))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void aBrowserMayAskFirst() {
        var response = PollingClient.send(PollingClient.request(
                        SERVER.port(), "/engine.io/?EIO=4&transport=polling", "OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://erp.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-tenant"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("http://erp.example");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("x-tenant");
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .contains("GET,HEAD,PUT,PATCH,POST,DELETE");
    }

    @Test
    void aPageMayReadRefusalsToo() {
        var response = PollingClient.send(
                PollingClient.request(SERVER.port(), "/engine.io/?EIO=4", "GET", BodyPublishers.noBody())
                        .header("Origin", "http://erp.example"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("http://erp.example");
    }

    private static HttpResponse<String> fetch(String target, String method) {
        return PollingClient.fetch(SERVER.port(), target, method, "");
    }
}

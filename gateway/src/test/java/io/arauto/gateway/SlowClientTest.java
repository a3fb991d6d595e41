package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.RawClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep connections by sending next to nothing; and those that are meant to be silent for longer than is allowed to these. */
class SlowClientTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of(
            "ARAUTO_REQUEST_TIMEOUT",
            "500ms",
            "ARAUTO_KEEP_ALIVE",
            "2s",
            "ARAUTO_PING_INTERVAL",
            "3s",
            "ARAUTO_AUTH_TIMEOUT",
            "1m"));

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final int DRIP_MILLIS = 50;

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET " + POLLING + " HTTP/1.1\r\nHost: x\r\nX-Header: ",
                "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n",
            })
    void whoDripsARequestIsCutOff(String beginning) throws Exception {
        try (var socket = connect()) {
            write(socket, beginning);

            assertThat(dripsUntilItsEnd(socket)).doesNotContain("HTTP/1.1 200");
        }
        assertThat(NODES.onA(joao).received("session")).hasSize(1);
    }

    @Test
    void whoDripsWhatItPostsLosesItsConnection() throws Exception {
        var id = new JsonObject(get(POLLING).body().substring(1)).getString("sid");
        try (var socket = connect()) {
            write(
                    socket,
                    "POST " + POLLING + "&sid=" + id + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                            + "Content-Length: 10000\r\n\r\n4");

            assertThat(dripsUntilItsEnd(socket)).isEmpty();
        }

        assertThat(get(POLLING + "&sid=" + id).statusCode()).isEqualTo(400);
    }

    @Test
    void aConnectionWithoutFurtherRequestsIsClosed() throws Exception {
        try (var socket = connect()) {
            for (var turn = 0; turn < 2; turn++) {
                write(socket, "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void theBeginningOfAFurtherRequestDoesNotKeepAConnection() throws Exception {
        try (var socket = connect()) {
            write(socket, "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\nGET ");

            assertThat(dripsUntilItsEnd(socket)).startsWith("HTTP/1.1 404").doesNotContain("HTTP/1.1 2");
        }
    }

    @Test
    void aPollMayTakeLong() throws Exception {
        var id = new JsonObject(get(POLLING).body().substring(1)).getString("sid");

        assertThat(get(POLLING + "&sid=" + id).body()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own node", "other node"})
    void aWebSocketMayBeSilent(String reached) throws Exception {
        var id = new JsonObject(get(POLLING).body().substring(1)).getString("sid");
        var node = reached.equals("own node") ? NODES.a() : NODES.b();
        var address = node.replaceFirst("^http", "ws") + "/socket.io/?EIO=4&transport=websocket&sid=" + id;
        try (var socket = RawClient.openAt(address)) {
            socket.sends("2probe");
            socket.awaits("3probe");
            socket.sends("5");
            socket.ignoresPings();
            socket.awaits("2");
            socket.sends("3");
            socket.sends("40" + new JsonObject().put("token", joao.token()).encode());

            assertThat(socket.awaits("42[\"session\"")).contains("sessionId");
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(NODES.a()).getPort());
    }

    private static HttpResponse<String> get(String target) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(NODES.a() + target)).build(), BodyHandlers.ofString());
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One octet after the other, until the other side has had enough; answers what that one said. */
    private static String dripsUntilItsEnd(Socket socket) throws IOException {
        socket.setSoTimeout(DRIP_MILLIS);
        var answer = new StringBuilder();
        while (true) {
            try {
                var octet = socket.getInputStream().read();
                if (octet < 0) {
                    return answer.toString();
                }
                answer.append((char) octet);
            } catch (SocketTimeoutException _) {
                if (!sends(socket)) {
                    return answer.toString();
                }
            } catch (SocketException _) {
                return answer.toString();
            }
        }
    }

    private static boolean sends(Socket socket) throws IOException {
        try {
            write(socket, "x");
            return true;
        } catch (SocketException _) {
            return false;
        }
    }
}

package io.arauto.gateway.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.RoundRobin;
import io.arauto.testkit.SocketText;
import io.arauto.testkit.StockClient;
import io.arauto.testkit.TestCertificate;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes that speak TLS, each with a certificate of its own, by one authority each. */
class TlsTest {
    private static final TestCertificate A = TestCertificate.issue();
    private static final TestCertificate B = TestCertificate.issue("-keyalg", "RSA", "-keysize", "2048");

    @RegisterExtension
    static final TwoNodes NODES =
            new TwoNodes(TlsFiles.of(A).settings(), TlsFiles.of(B).settings());

    @RegisterExtension
    static final TwoNodes ALIKE = new TwoNodes(withShortQueues(TlsFiles.of(A)));

    private static final int MESSAGES = 1_800;
    private static final String LONG_TEXT = "x".repeat(7_500);

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    private static Map<String, String> withShortQueues(TlsFiles files) {
        var settings = new HashMap<>(files.settings());
        settings.put("ARAUTO_SEND_QUEUE", "65536");
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "polling websocket", "websocket"})
    void stockClientsNeedNoAffinity(String transports) {
        try (var balancer = RoundRobin.over(ALIKE.a(), ALIKE.b());
                var sender = connect(balancer, joao, transports);
                var receiver = connect(balancer, maria, transports)) {
            sender.awaits("session");
            receiver.awaits("session");
            var ids = new ArrayList<String>();
            for (var number = 0; number < 20; number++) {
                ids.add(sender.sendsChat("vendas", number + LONG_TEXT));
            }

            assertThat(receiver.events().await("chat:message", ids.size()))
                    .extracting(message -> message.getString("id"))
                    .containsExactlyElementsOf(ids);
        }
    }

    private static StockClient connect(RoundRobin balancer, TestUser user, String transports) {
        return StockClient.connect(balancer.url().replace("http:", "https:"), A, user.token(), transports.split(" "));
    }

    @Test
    void nodesWithDifferentCertificatesPassOnToEachOther() throws Exception {
        var toA = http(A, HttpClient.Version.HTTP_1_1);
        var toB = http(B, HttpClient.Version.HTTP_2);
        var id = handshake(toA, NODES.a());

        assertThat(send(
                                toB,
                                polling(NODES.b(), id)
                                        .POST(BodyPublishers.ofString("40{\"token\":\"" + joao.token() + "\"}")))
                        .body())
                .isEqualTo("ok");
        var frames = new StringBuilder();
        while (!frames.toString().contains("42[\"session\"")) {
            frames.append(send(toB, polling(NODES.b(), id)).body());
        }

        assertThat(frames.toString()).contains("40{\"sid\"");
    }

    @Test
    void restIsAnsweredByHttp2AndByHttp1() throws Exception {
        for (var version : HttpClient.Version.values()) {
            var http = http(A, version);
            var sent = send(
                    http,
                    request(NODES.a() + "/api/v1/messages")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"channel\":\"vendas\",\"text\":\"oi\"}")));

            assertThat(sent.version()).isEqualTo(version);
            assertThat(sent.statusCode()).isEqualTo(202);
            assertThat(send(http, request(NODES.a() + "/api/v1/nothing")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theSameOriginIsKnownByHttp2Too() throws Exception {
        var origin = NODES.a();
        for (var version : HttpClient.Version.values()) {
            var answer =
                    send(http(A, version), request(origin + "/api/v1/channels").header("Origin", origin));

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(origin);
        }
    }

    @Test
    void aWebSocketByHttp2IsRefused() throws Exception {
        var answer =
                send(http(A, HttpClient.Version.HTTP_2), request(NODES.a() + "/socket.io/?EIO=4&transport=websocket"));

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void plainTextIsNotAnswered() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(NODES.a()))) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .doesNotContain("HTTP");
        }
    }

    @Test
    void whoTrustsAnotherAuthorityDoesNotConnect() {
        assertThatThrownBy(() -> send(http(B, HttpClient.Version.HTTP_2), request(NODES.a() + "/api/v1/channels")))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void theWholeChainIsShown() throws Exception {
        try (var socket = open(A, NODES.a())) {
            assertThat(socket.getSession().getPeerCertificates()).hasSize(2);
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosed() throws Exception {
        try (var balancer = RoundRobin.over(ALIKE.b());
                var sender = connect(balancer, joao, "websocket");
                var deaf = open(A, ALIKE.a())) {
            write(deaf, """
                    GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """);
            SocketText.until(deaf, "\"maxPayload\"");
            var connect = "40" + new JsonObject().put("token", maria.token()).encode();
            write(
                    deaf,
                    "\u0081\u00fe" + (char) (connect.length() >> 8) + (char) (connect.length() & 0xFF) + "\0\0\0\0"
                            + connect);
            SocketText.until(deaf, "\"session\"");

            for (var number = 0; number < MESSAGES; number++) {
                sender.sendsChat("vendas", LONG_TEXT);
            }
            sender.events().await("chat:message", MESSAGES);

            assertThat(SocketText.lengthToTheEnd(deaf)).isLessThan((long) MESSAGES * LONG_TEXT.length());
        }
    }

    private static SSLSocket open(TestCertificate trusted, String url) throws IOException {
        var socket = (SSLSocket) trusted.trusting().getSocketFactory().createSocket("127.0.0.1", port(url));
        socket.startHandshake();
        return socket;
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + joao.token());
    }

    private static HttpRequest.Builder polling(String url, String id) {
        return HttpRequest.newBuilder(URI.create(url + "/socket.io/?EIO=4&transport=polling&sid=" + id));
    }

    private static String handshake(HttpClient http, String url) throws Exception {
        var answer = send(http, HttpRequest.newBuilder(URI.create(url + "/socket.io/?EIO=4&transport=polling")));
        return new JsonObject(answer.body().substring(1)).getString("sid");
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpClient http(TestCertificate trusted, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(trusted.trusting())
                .build();
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }
}

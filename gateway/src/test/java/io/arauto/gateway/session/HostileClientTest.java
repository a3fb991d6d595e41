package io.arauto.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.SocketText;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that no library would write, over sockets of their own. */
class HostileClientTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of(
            "ARAUTO_SEND_QUEUE",
            "65536",
            "ARAUTO_CORS_ORIGINS",
            "https://erp.example",
            "ARAUTO_CONNECT_RATE",
            "0",
            "ARAUTO_TENANT_CONNECTIONS",
            "0",
            "ARAUTO_AUTH_TIMEOUT",
            "1m"));

    /** More than may be asked of Redis at once. */
    private static final int CROWD = 3_000;

    private static final int MESSAGES = 1_500;
    private static final int FLOOD_BYTES = 20_000_000;
    private static final String LONG_TEXT = "x".repeat(9_000);

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void aClientThatDoesNotReadIsClosedAndNobodyElseNotices() throws Exception {
        var sender = NODES.onB(joao);
        try (var deaf = open("https://erp.example")) {
            SocketText.until(deaf, "\"maxPayload\"");
            send(deaf, "40" + new JsonObject().put("token", maria.token()).encode());
            SocketText.until(deaf, "\"session\"");

            for (var number = 0; number < MESSAGES; number++) {
                sender.sendsChat("vendas", LONG_TEXT);
            }
            sender.events().await("chat:message", MESSAGES);

            assertThat(SocketText.lengthToTheEnd(deaf)).isLessThan((long) MESSAGES * LONG_TEXT.length());
        }
        assertThat(NODES.onA(maria).received("session")).hasSize(1);
    }

    @Test
    void allOfACrowdThatComesAtOnceAreLetIn() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (var number = 0; number < CROWD; number++) {
                var socket = open("https://erp.example");
                sockets.add(socket);
                SocketText.until(socket, "\"maxPayload\"");
            }
            var connect = "40" + new JsonObject().put("token", maria.token()).encode();
            for (var socket : sockets) {
                send(socket, connect);
            }
            for (var socket : sockets) {
                assertThat(SocketText.until(socket, "\"serverTime\"")).contains("42[\"session\"");
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aClientThatReadsMayGetMoreAtOnceThanMayWaitForIt() {
        var reader = NODES.onA(maria);
        var sender = NODES.onB(joao);
        sender.sendsChat("vendas", "antes");
        reader.awaits("chat:message");
        reader.dropsItsConnection();
        for (var number = 0; number < 8; number++) {
            sender.sendsChat("vendas", LONG_TEXT);
        }

        reader.reconnectsTo(NODES.b());

        assertThat(reader.events().await("chat:message", 9)).hasSize(9);
        assertThat(reader.recovered()).isTrue();
        assertThat(reader.received("session")).hasSize(2);
    }

    /** A kind of message that costs the server something and its sender little. */
    enum Flood {
        WEBSOCKET_PINGS(0x89, "x".repeat(120)),
        HEARTBEATS(0x81, "3"),
        ACKS_OF_NOTHING(0x81, "4317[{}]"),
        EVENTS_TO_BE_ACKED(0x81, "4217[\"chat:list\",{}]");

        private final byte[] frame;

        Flood(int opening, String text) {
            var payload = text.getBytes(StandardCharsets.UTF_8);
            var bytes = new ByteArrayOutputStream();
            bytes.write(opening);
            bytes.write(0x80 | payload.length);
            bytes.writeBytes(new byte[4]);
            bytes.writeBytes(payload);
            frame = bytes.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void aFloodOfAClientThatReadsNothingDisturbsNobody(Flood flood) throws Exception {
        var sender = NODES.onB(joao);
        var reader = NODES.onA(TestUser.of(tenant, "3", "ana.lima", "vendas", "chat"));
        Thread flow;
        try (var flooding = open("https://erp.example")) {
            SocketText.until(flooding, "\"maxPayload\"");
            send(flooding, "40" + new JsonObject().put("token", maria.token()).encode());
            SocketText.until(flooding, "\"session\"");
            flow = Thread.ofVirtual().start(() -> flood(flooding, flood.frame));

            for (var number = 0; number < 20; number++) {
                sender.sendsChat("vendas", "no meio " + number);
            }
            assertThat(reader.events().await("chat:message", 20)).hasSize(20);
        }
        flow.join();
        assertThat(NODES.onA(maria).received("session")).hasSize(1);
    }

    /** Until it has sent enough, or the other side has had enough. */
    private static void flood(Socket socket, byte[] frame) {
        try {
            for (var sent = 0; sent < FLOOD_BYTES; sent += frame.length) {
                socket.getOutputStream().write(frame);
            }
        } catch (IOException over) {
            // Closed, by whichever side.
        }
    }

    @ParameterizedTest
    @CsvSource({"https://erp.example,101", "https://evil.example,4", "null,4"})
    void aPageFromElsewhereOpensNoWebSocket(String origin, String status) throws Exception {
        try (var socket = open(origin)) {
            assertThat(SocketText.until(socket, "\r\n")).startsWith("HTTP/1.1 " + status);
        }
    }

    private static Socket open(String origin) throws IOException {
        var url = URI.create(NODES.a());
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
        var handshake =
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nOrigin: "
                        + origin + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** One masked text frame, with a mask of zeros. */
    private static void send(Socket socket, String text) throws IOException {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | 126);
        frame.write(payload.length >> 8);
        frame.write(payload.length & 0xFF);
        frame.write(new byte[4]);
        frame.write(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }
}

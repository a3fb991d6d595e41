package io.arauto.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients that come and go, in all ways they can: nothing is left of them. {@code -Dchurn.connections=100000} makes it long, and tells what
 * memory is in use after each 10,000.
 */
class ChurnTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of(
            "ARAUTO_CONNECT_RATE",
            "0",
            "ARAUTO_TENANT_CONNECTIONS",
            "0",
            "ARAUTO_PING_INTERVAL",
            "1s",
            "ARAUTO_PING_TIMEOUT",
            "1s",
            "ARAUTO_AUTH_TIMEOUT",
            "10s",
            "ARAUTO_PRESENCE_PATIENCE",
            "100ms"));

    private static final int CONNECTIONS = Integer.getInteger("churn.connections", 2_000);
    private static final int PARTS = Math.max(1, CONNECTIONS / 10_000);
    private static final int AT_A_TIME = 16;
    private static final int USERS = 100;

    private static final List<String> COUNTED = List.of(
            "io.arauto.gateway.RequestDeadline",
            "io.arauto.gateway.engineio.EngineSocket",
            "io.arauto.gateway.engineio.FixedDelay$Due",
            "io.arauto.gateway.engineio.PollingTransport",
            "io.arauto.gateway.engineio.WebSocketHandler",
            "io.arauto.gateway.engineio.WebSocketTransport",
            "io.arauto.gateway.fanout.Group",
            "io.arauto.gateway.fanout.Membership",
            "io.arauto.gateway.session.Connection",
            "io.arauto.gateway.session.Session",
            "io.arauto.gateway.socketio.Client",
            "io.arauto.gateway.socketio.ClientSocket");

    private final List<String> tokens = IntStream.range(0, USERS)
            .mapToObj(number -> TestUser.of("churn", "u" + number, "u" + number, "vendas", "chat")
                    .token())
            .toList();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger begun = new AtomicInteger();

    private enum Leaving {
        RESET {
            @Override
            void go(Socket socket, String token) throws IOException {
                upgrade(socket);
                connects(socket, token);
            }
        },
        GOOD_BYE {
            @Override
            void go(Socket socket, String token) throws IOException {
                upgrade(socket);
                connects(socket, token);
                send(socket, "41");
                send(socket, "1");
                socket.getInputStream().readAllBytes();
            }
        },
        BEFORE_CONNECT {
            @Override
            void go(Socket socket, String token) throws IOException {
                upgrade(socket);
            }
        },
        BEFORE_THE_ANSWER {
            @Override
            void go(Socket socket, String token) throws IOException {
                upgrade(socket);
                send(socket, "40" + new JsonObject().put("token", token).encode());
            }
        },
        DURING_A_POLL {
            @Override
            void go(Socket socket, String token) throws IOException {
                write(socket, "GET " + POLLING + KEPT);
                var opened = readUntil(socket, "}");
                var id = new JsonObject(opened.substring(opened.lastIndexOf('{'))).getString("sid");
                var connect = "40" + new JsonObject().put("token", token).encode();
                write(
                        socket,
                        "POST " + POLLING + "&sid=" + id
                                + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: "
                                + connect.length() + "\r\n\r\n" + connect);
                readUntil(socket, "ok");
                write(socket, "GET " + POLLING + "&sid=" + id + KEPT);
            }
        },
        BEFORE_THE_FIRST_POLL {
            @Override
            void go(Socket socket, String token) throws IOException {
                write(socket, "GET " + POLLING + KEPT);
                readUntil(socket, "}");
            }
        };

        private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
        private static final String KEPT = " HTTP/1.1\r\nHost: x\r\n\r\n";

        abstract void go(Socket socket, String token) throws IOException;
    }

    @Test
    void nothingIsLeftOfThoseWhoHaveGone() throws Exception {
        come(20 * Leaving.values().length);
        Eventually.isTrue("the first have gone", () -> connections() == 0);
        var before = counted();

        for (var part = 1; part <= PARTS; part++) {
            come(CONNECTIONS / PARTS);
            Eventually.holds(() -> {
                assertThat(connections()).isZero();
                assertThat(counted())
                        .allSatisfy((type, count) ->
                                assertThat(count).as(type).isLessThanOrEqualTo(before.getOrDefault(type, 0L)));
            });
            tellMemory();
        }
    }

    private void tellMemory() {
        System.gc();
        System.out.printf(
                "%d connections later: heap %d KB, direct %d KB%n",
                begun.get(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                PlatformDependent.usedDirectMemory() / 1024);
    }

    private void come(int count) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var each = IntStream.range(0, AT_A_TIME)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        for (var left = count / AT_A_TIME; left > 0; left--) {
                            comeAndGo(begun.getAndIncrement());
                        }
                        return null;
                    }))
                    .toList();
            for (var done : each) {
                done.get();
            }
        }
    }

    private void comeAndGo(int number) throws IOException {
        var ways = Leaving.values();
        var node = URI.create(number % 2 == 0 ? NODES.a() : NODES.b());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.getPort())) {
            socket.setSoLinger(true, 0);
            ways[number / 2 % ways.length].go(socket, tokens.get(number % USERS));
        }
    }

    private static void upgrade(Socket socket) throws IOException {
        write(
                socket,
                String.join(
                        "\r\n",
                        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
                        "Host: x",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        ""));
        readUntil(socket, "\"maxPayload\"");
    }

    private static void connects(Socket socket, String token) throws IOException {
        send(socket, "40" + new JsonObject().put("token", token).encode());
        readUntil(socket, "42[\"session\"");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** One masked text frame, with a mask of zeros. */
    private static void send(Socket socket, String text) throws IOException {
        var payload = text.getBytes(UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.write(new byte[4]);
        frame.write(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        while (text.indexOf(end) < 0) {
            var count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new IOException("closed after " + text);
            }
            text.append(new String(buffer, 0, count, UTF_8));
        }
        return text.toString();
    }

    /** Connections and sessions of both nodes, as they tell. */
    private double connections() throws Exception {
        var sum = 0.0;
        for (var node = 0; node < 2; node++) {
            sum += http.send(
                            HttpRequest.newBuilder(URI.create(NODES.management(node) + "/metrics"))
                                    .build(),
                            BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("arauto_connections ") || line.startsWith("arauto_sessions "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        }
        return sum;
    }

    /** Instances that are still in use, by type; what nobody refers to is collected first. */
    private static Map<String, Long> counted() throws Exception {
        var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        var counts = new TreeMap<String, Long>();
        histogram.lines().map(line -> line.trim().split("\\s+")).forEach(columns -> {
            if (columns.length > 3 && COUNTED.contains(columns[3])) {
                counts.put(columns[3], Long.parseLong(columns[1]));
            }
        });
        return counts;
    }
}

package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockJavaClientTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    @ParameterizedTest
    @ValueSource(strings = {"polling,websocket", "polling", "websocket"})
    void textAndBytesGoBothWaysAndAreAcked(String transports) throws Exception {
        try (var client = new Client("/", transports.split(","))) {
            var bytes = new byte[200];

            var acked = client.asks("message-with-ack", "olá", 7, bytes, "fim");

            assertThat(acked[0]).isEqualTo("olá");
            assertThat(acked[1]).isEqualTo(7);
            assertThat(acked[2]).isEqualTo(bytes);
            assertThat(acked[3]).isEqualTo("fim");
        }
    }

    @Test
    void eventsKeepTheirOrderAcrossTheUpgrade() throws Exception {
        try (var client = new Client("/", Polling.NAME, WebSocket.NAME)) {
            var received = new CopyOnWriteArrayList<Integer>();
            client.socket.on("message-back", args -> received.add((Integer) args[0]));
            var sent = new ArrayList<Integer>();
            for (var number = 0; number < 200; number++) {
                sent.add(number);
                client.socket.emit("message", number);
                if (number % 20 == 0) {
                    client.asks("message-with-ack", number);
                }
            }
            Eventually.holds(() -> assertThat(received).isEqualTo(sent));
        }
    }

    @Test
    void theConnectionOutlivesManyHeartbeats() throws Exception {
        try (var client = new Client("/", Polling.NAME, WebSocket.NAME)) {
            var ended = client.event(Socket.EVENT_DISCONNECT);
            var later = CompletableFuture.supplyAsync(
                    () -> "still there", CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));

            assertThat(CompletableFuture.anyOf(ended, later).get()).isEqualTo("still there");
        }
    }

    @Test
    void anUnknownNamespaceIsAConnectError() throws Exception {
        var socket = IO.socket(
                URI.create("http://127.0.0.1:" + SERVER.port() + "/random"),
                IO.Options.builder().build());
        var refused = new CompletableFuture<String>();
        socket.once(Socket.EVENT_CONNECT_ERROR, args -> refused.complete(String.valueOf(args[0])));
        socket.connect();

        assertThat(refused.get(5, TimeUnit.SECONDS)).contains("Invalid namespace");
        socket.close();
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;

        Client(String namespace, String... transports) throws Exception {
            socket = IO.socket(
                    URI.create("http://127.0.0.1:" + SERVER.port() + namespace),
                    IO.Options.builder()
                            .setTransports(transports)
                            .setForceNew(true)
                            .build());
            var connected = event(Socket.EVENT_CONNECT);
            socket.connect();
            connected.get(5, TimeUnit.SECONDS);
        }

        CompletableFuture<Object> event(String name) {
            var happened = new CompletableFuture<Object>();
            socket.once(name, args -> happened.complete(args.length == 0 ? name : args[0]));
            return happened;
        }

        Object[] asks(String event, Object... args) throws Exception {
            var answer = new CompletableFuture<Object[]>();
            socket.emit(event, args, (Ack) answer::complete);
            return answer.get(5, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}

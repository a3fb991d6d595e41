package io.arauto.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * One Engine.IO v4 connection over WebSocket, as the stock client keeps it: it answers pings, and gives the connection up when no
 * ping came for an interval and a time-out.
 */
final class Transport {
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final WebSocket socket;
    private final Consumer<String> packets;
    private long patience;
    private long timer = NO_TIMER;
    private boolean closed;
    private Runnable onClose = () -> {};

    private Transport(Vertx vertx, WebSocket socket, Consumer<String> packets) {
        this.vertx = vertx;
        this.socket = socket;
        this.packets = packets;
        socket.textMessageHandler(this::receive);
        socket.closeHandler(_ -> end());
        socket.exceptionHandler(_ -> end());
    }

    /** @param packets gets Socket.IO packets, without the leading {@code 4} */
    static Future<Transport> open(Vertx vertx, WebSocketClient client, int port, Consumer<String> packets) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/socket.io/?EIO=4&transport=websocket")
                .setTimeout(CONNECT_TIMEOUT_MILLIS);
        return client.connect(options).map(socket -> new Transport(vertx, socket, packets));
    }

    void onClose(Runnable handler) {
        onClose = handler;
    }

    void send(String packet) {
        if (!closed) {
            socket.writeTextMessage("4" + packet).onFailure(_ -> end());
        }
    }

    void close() {
        socket.close();
        end();
    }

    /** What still comes in while the connection closes is not looked at: the application has been told that it is lost. */
    private void receive(String text) {
        if (closed) {
            return;
        }
        switch (text.charAt(0)) {
            case '0' -> {
                var handshake = new JsonObject(text.substring(1));
                patience = handshake.getLong("pingInterval") + handshake.getLong("pingTimeout");
                awaitPing();
            }
            case '1' -> close();
            case '2' -> {
                socket.writeTextMessage("3");
                awaitPing();
            }
            case '4' -> packets.accept(text.substring(1));
            default -> {}
        }
    }

    private void awaitPing() {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(patience, _ -> close());
    }

    private void end() {
        if (!closed) {
            closed = true;
            vertx.cancelTimer(timer);
            onClose.run();
        }
    }
}

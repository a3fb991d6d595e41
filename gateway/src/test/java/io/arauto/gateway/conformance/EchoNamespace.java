package io.arauto.gateway.conformance;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.socketio.Application;
import io.arauto.gateway.socketio.ClientEvent;
import io.arauto.gateway.socketio.ClientSocket;
import io.arauto.gateway.socketio.SocketListener;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Tells each client what it sent along at CONNECT, and sends back what it says if it {@code answers}. */
record EchoNamespace(Vertx vertx, boolean answers) implements Application {
    /**
     * The suites await one message after another, and lose the second of two that arrive in one read; so the event leaves well after the
     * answer to CONNECT, also while everything is slow as it is new, and well before the first ping.
     */
    private static final int AUTH_DELAY_MILLIS = 60;

    @Override
    public SocketListener onConnect(ClientSocket socket, JsonObject auth) {
        socket.accept(UUID.randomUUID().toString(), null);
        vertx.setTimer(AUTH_DELAY_MILLIS, _ -> socket.emit("auth", new JsonArray().add(auth)));
        return new Listener(socket);
    }

    private final class Listener implements SocketListener {
        private final ClientSocket socket;

        Listener(ClientSocket socket) {
            this.socket = socket;
        }

        @Override
        public void onEvent(ClientEvent event) {
            if (answers && event.name().equals("message")) {
                socket.emit("message-back", event.args());
            } else if (answers && event.name().equals("message-with-ack") && event.ack() != null) {
                event.ack().send(event.args());
            }
        }

        @Override
        public void onDisconnect(CloseReason reason) {}
    }
}

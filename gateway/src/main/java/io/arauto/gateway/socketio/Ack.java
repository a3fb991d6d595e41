package io.arauto.gateway.socketio;

import io.vertx.core.json.JsonArray;

/** The answer to one event; only the first one sent counts. */
public final class Ack {
    private final ClientSocket socket;
    private final long id;
    private boolean sent;

    Ack(ClientSocket socket, long id) {
        this.socket = socket;
        this.id = id;
    }

    public void send(JsonArray args) {
        if (!sent) {
            sent = true;
            socket.emit(OutboundPacket.ack(socket.namespace(), id, args));
        }
    }
}

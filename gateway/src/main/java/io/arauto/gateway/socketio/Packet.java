package io.arauto.gateway.socketio;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A Socket.IO packet of a client. */
sealed interface Packet {
    String namespace();

    record Connect(String namespace, JsonObject auth) implements Packet {}

    record Disconnect(String namespace) implements Packet {}

    /**
     * @param args the event's name and its arguments
     * @param binary whether there are buffers among them
     */
    record Event(String namespace, @Nullable Long ackId, JsonArray args, boolean binary) implements Packet {}

    record Ack(String namespace, long ackId, JsonArray args) implements Packet {}

    /** The head of an event or ack whose binary parts are still to come. */
    record Incomplete(Packet head, int attachments) implements Packet {
        @Override
        public String namespace() {
            return head.namespace();
        }
    }
}

package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.Frame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A packet for any number of sockets, encoded once. Its frames leave together, in order. */
public final class OutboundPacket {
    private final List<Frame> frames;

    private OutboundPacket(List<Frame> frames) {
        this.frames = frames;
    }

    /** An event of the main namespace with one object. */
    public static OutboundPacket event(String name, JsonObject payload) {
        return encoded("2" + new JsonArray().add(name).add(payload).encode());
    }

    /** As {@link #event(String, JsonObject)}, with the event's id as last argument, which stock clients keep for their return. */
    public static OutboundPacket event(String name, JsonObject payload, String id) {
        return encoded("2" + new JsonArray().add(name).add(payload).add(id).encode());
    }

    /**
     * An already encoded packet.
     *
     * @param droppable whether a client that reads too slowly may miss it
     */
    public static OutboundPacket raw(Buffer packet, boolean droppable) {
        return new OutboundPacket(List.of(Frame.text(packet, droppable)));
    }

    static OutboundPacket connected(String namespace, JsonObject payload) {
        return encoded('0' + prefix(namespace) + payload.encode());
    }

    static OutboundPacket refused(String namespace, JsonObject error) {
        return encoded('4' + prefix(namespace) + error.encode());
    }

    static OutboundPacket disconnect(String namespace) {
        return encoded('1' + prefix(namespace));
    }

    static OutboundPacket event(String namespace, JsonArray args) {
        return withBinary('2', '5', namespace, "", args);
    }

    static OutboundPacket ack(String namespace, long ackId, JsonArray args) {
        return withBinary('3', '6', namespace, Long.toString(ackId), args);
    }

    List<Frame> frames() {
        return frames;
    }

    private static OutboundPacket withBinary(char plain, char binary, String namespace, String ackId, JsonArray args) {
        var attachments = new ArrayList<Buffer>();
        var json = BinaryParts.split(args, attachments).encode();
        if (attachments.isEmpty()) {
            return encoded(plain + prefix(namespace) + ackId + json);
        }
        var frames = new ArrayList<Frame>(attachments.size() + 1);
        frames.add(Frame.text(binary + "" + attachments.size() + "-" + prefix(namespace) + ackId + json));
        attachments.forEach(attachment -> frames.add(Frame.binary(attachment)));
        return new OutboundPacket(List.copyOf(frames));
    }

    private static OutboundPacket encoded(String packet) {
        return new OutboundPacket(List.of(Frame.text(packet)));
    }

    private static String prefix(String namespace) {
        return namespace.equals("/") ? "" : namespace + ",";
    }
}

package io.arauto.gateway.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.arauto.broker.Template;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Encodes an event once, as the Socket.IO packet that all receivers get. What only Redis can say, its id and time, stands as a
 * placeholder of a {@link Template}.
 */
public final class OutgoingEvent {
    private static final String CREATED = "{\"id\":\"" + Template.ID + "\",\"timestamp\":\"" + Template.TIME + '"';
    private static final int ROOM = 64;

    private OutgoingEvent() {}

    /** A new thing: the payload starts with its {@code id} and {@code timestamp}, which are those of the event. */
    public static Buffer created(String event, JsonObject payload) {
        var fields = payload.encode();
        var packet = packet(event, fields.length()).append(CREATED);
        if (!payload.isEmpty()) {
            packet.append(',');
        }
        return recoverable(packet.append(fields, 1, fields.length()));
    }

    /** Something about a thing that has an id already, or none: the event's own id is only the trailing one. */
    public static Buffer about(String event, JsonObject payload) {
        var fields = payload.encode();
        return recoverable(packet(event, fields.length()).append(fields));
    }

    /** A thing as it reads now: the payload ends with the time of the event in {@code timeField}. */
    public static Buffer changed(String event, JsonObject payload, String timeField) {
        var fields = payload.encode();
        return recoverable(packet(event, fields.length())
                .append(fields, 0, fields.length() - 1)
                .append(",\"")
                .append(timeField)
                .append("\":\"")
                .append(Template.TIME)
                .append("\"}"));
    }

    /** An event without id, that may be dropped. */
    public static Buffer ephemeral(String event, JsonObject payload) {
        return ephemeral(event, payload.encode());
    }

    /** As {@link #ephemeral(String, JsonObject)}, of JSON that was put together from what had been encoded before. */
    public static Buffer ephemeral(String event, String payload) {
        return Buffer.buffer(
                packet(event, payload.length()).append(payload).append(']').toString());
    }

    private static Buffer recoverable(StringBuilder packet) {
        return Buffer.buffer(
                packet.append(",\"").append(Template.ID).append("\"]").toString());
    }

    /** The beginning of a packet, with room for a payload of so many characters. */
    private static StringBuilder packet(String event, int payload) {
        var packet = new StringBuilder(payload + event.length() + ROOM).append("2[\"");
        JsonStringEncoder.getInstance().quoteAsString(event, packet);
        return packet.append("\",");
    }
}

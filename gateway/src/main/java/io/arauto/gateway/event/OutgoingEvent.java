package io.arauto.gateway.event;

import io.arauto.broker.Template;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/**
 * Encodes an event once, as the Socket.IO packet that all receivers get. What only Redis can say, its id and time, stands as a
 * placeholder of a {@link Template}.
 */
public final class OutgoingEvent {
    private OutgoingEvent() {}

    /** A new thing: the payload starts with its {@code id} and {@code timestamp}, which are those of the event. */
    public static Buffer created(String event, JsonObject payload) {
        var fields = payload.isEmpty() ? "}" : ',' + payload.encode().substring(1);
        return recoverable(event, "{\"id\":\"" + Template.ID + "\",\"timestamp\":\"" + Template.TIME + '"' + fields);
    }

    /** Something about a thing that has an id already, or none: the event's own id is only the trailing one. */
    public static Buffer about(String event, JsonObject payload) {
        return recoverable(event, payload.encode());
    }

    /** A thing as it reads now: the payload ends with the time of the event in {@code timeField}. */
    public static Buffer changed(String event, JsonObject payload, String timeField) {
        var fields = payload.encode();
        return recoverable(
                event, fields.substring(0, fields.length() - 1) + ",\"" + timeField + "\":\"" + Template.TIME + "\"}");
    }

    /** An event without id, that may be dropped. */
    public static Buffer ephemeral(String event, JsonObject payload) {
        return ephemeral(event, payload.encode());
    }

    /** As {@link #ephemeral(String, JsonObject)}, of JSON that was put together from what had been encoded before. */
    public static Buffer ephemeral(String event, String payload) {
        return Buffer.buffer("2[" + Json.encode(event) + ',' + payload + ']');
    }

    private static Buffer recoverable(String event, String payload) {
        return Buffer.buffer("2[" + Json.encode(event) + ',' + payload + ",\"" + Template.ID + "\"]");
    }
}

package io.arauto.loadtest.socketio;

import io.gatling.http.action.ws.WsInboundMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event as it arrived.
 *
 * @param frame the Engine.IO packet, {@code 42["event",{…},"id"]}
 * @param at when it arrived, in milliseconds since 1970
 */
public record Received(String frame, long at) {
    private static final String EVENT = "42[";

    static Stream<Received> eventsOf(List<WsInboundMessage> messages) {
        return messages.stream()
                .filter(WsInboundMessage.Text.class::isInstance)
                .map(WsInboundMessage.Text.class::cast)
                .flatMap(text -> event(text.message(), text.timestamp()).stream());
    }

    static Optional<Received> event(String frame, long at) {
        return frame.startsWith(EVENT) ? Optional.of(new Received(frame, at)) : Optional.empty();
    }

    public boolean is(String event) {
        return frame.startsWith(EVENT + '"' + event + '"');
    }

    public JsonObject payload() {
        return array().getJsonObject(1);
    }

    /** The trailing event id, from which a session resumes; empty if there is none. */
    public String eventId() {
        var dash = frame.lastIndexOf('"');
        var begin = frame.lastIndexOf(",\"", dash - 1);
        return frame.endsWith("\"]") && begin > 0 && frame.charAt(begin - 1) == '}'
                ? frame.substring(begin + 2, dash)
                : "";
    }

    private JsonArray array() {
        return new JsonArray(frame.substring(2));
    }
}

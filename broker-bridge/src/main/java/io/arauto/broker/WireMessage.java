package io.arauto.broker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What is published to a topic's channel: {@code E <id> <previous id of the topic> <template>}, {@code V <session to leave out, or ->
 * <body>}, {@code C <json>} or, after what is traced, {@code S <traceparent>}.
 */
sealed interface WireMessage {
    /** An event with the id of the one before it in its topic. */
    record Event(TopicMessage.Event event, EventId previous) implements WireMessage {}

    /** Anything that can be missed. */
    record Passing(TopicMessage message) implements WireMessage {}

    /** From a node of a later version. */
    record Unknown(byte kind) implements WireMessage {}

    static WireMessage parse(TopicAddress address, Buffer message) {
        var wire = message.getBytes();
        return switch (wire[0]) {
            case 'E' -> {
                var idEnd = blankAfter(wire, 2);
                var previousEnd = blankAfter(wire, idEnd + 1);
                var id = EventId.parse(wire, 2, idEnd);
                var previous = EventId.parse(wire, idEnd + 1, previousEnd);
                yield new Event(
                        new TopicMessage.Event(address, id, Template.fill(wire, previousEnd + 1, id)), previous);
            }
            case 'V' -> {
                var except = blankAfter(wire, 2);
                var session = text(wire, 2, except);
                var body = message.slice(except + 1, wire.length);
                yield new Passing(new TopicMessage.Ephemeral(address, session.equals("-") ? null : session, body));
            }
            case 'C' -> new Passing(new TopicMessage.Command(address, new JsonObject(text(wire, 2, wire.length))));
            case 'S' -> new Passing(new TopicMessage.Traced(address, text(wire, 2, wire.length), Instant.now()));
            default -> new Unknown(wire[0]);
        };
    }

    private static int blankAfter(byte[] wire, int from) {
        var index = from;
        while (wire[index] != ' ') {
            index++;
        }
        return index;
    }

    private static String text(byte[] wire, int from, int to) {
        return new String(wire, from, to - from, StandardCharsets.UTF_8);
    }
}

package io.arauto.broker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
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

    static WireMessage parse(TopicAddress address, Buffer wire) {
        return switch (wire.getByte(0)) {
            case 'E' -> {
                var id = blankAfter(wire, 2);
                var previous = blankAfter(wire, id + 1);
                yield event(
                        address,
                        EventId.parse(wire, 2, id),
                        EventId.parse(wire, id + 1, previous),
                        rest(wire, previous + 1));
            }
            case 'V' -> {
                var except = blankAfter(wire, 2);
                var session = wire.getString(2, except);
                yield new Passing(new TopicMessage.Ephemeral(
                        address, session.equals("-") ? null : session, rest(wire, except + 1)));
            }
            case 'C' ->
                new Passing(new TopicMessage.Command(address, new JsonObject(wire.getString(2, wire.length()))));
            case 'S' -> new Passing(new TopicMessage.Traced(address, wire.getString(2, wire.length()), Instant.now()));
            default -> new Unknown(wire.getByte(0));
        };
    }

    private static Event event(TopicAddress address, EventId id, EventId previous, Buffer template) {
        return new Event(new TopicMessage.Event(address, id, Template.fill(template, id)), previous);
    }

    private static int blankAfter(Buffer wire, int from) {
        var index = from;
        while (wire.getByte(index) != ' ') {
            index++;
        }
        return index;
    }

    private static Buffer rest(Buffer wire, int from) {
        return wire.slice(from, wire.length());
    }
}

package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.ProtocolException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binary values of a packet: they travel behind it, and a placeholder {@code {"_placeholder":true,"num":n}} stands for each. */
final class BinaryParts {
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";

    private BinaryParts() {}

    /** How many placeholders there are; each number from 0 up must occur once. */
    static int count(Packet packet) {
        var seen = new ArrayList<Integer>();
        replace(args(packet), value -> {
            var number = placeholder(value);
            if (number != null) {
                seen.add(number);
            }
            return null;
        });
        seen.sort(Integer::compare);
        for (var index = 0; index < seen.size(); index++) {
            if (seen.get(index) != index) {
                throw new ProtocolException("bad placeholder");
            }
        }
        return seen.size();
    }

    /** The packet with its placeholders replaced by what arrived for them. */
    static Packet join(Packet head, List<Buffer> attachments) {
        var joined = replace(args(head), value -> {
            var number = placeholder(value);
            return number == null ? null : attachments.get(number);
        });
        return switch (head) {
            case Packet.Event event -> new Packet.Event(event.namespace(), event.ackId(), joined);
            case Packet.Ack ack -> new Packet.Ack(ack.namespace(), ack.ackId(), joined);
            default -> throw new ProtocolException("no binary packet");
        };
    }

    /** Takes the buffers out of {@code args}, in order, and leaves placeholders. */
    static JsonArray split(JsonArray args, List<Buffer> attachments) {
        return replace(args, value -> {
            if (value instanceof Buffer buffer) {
                attachments.add(buffer);
                return new JsonObject().put(PLACEHOLDER, true).put(NUMBER, attachments.size() - 1);
            }
            return null;
        });
    }

    private static JsonArray args(Packet packet) {
        return switch (packet) {
            case Packet.Event event -> event.args();
            case Packet.Ack ack -> ack.args();
            default -> throw new ProtocolException("no binary packet");
        };
    }

    private static @Nullable Integer placeholder(@Nullable Object value) {
        if (value instanceof JsonObject json
                && Boolean.TRUE.equals(json.getValue(PLACEHOLDER))
                && json.getValue(NUMBER) instanceof Integer number) {
            return number;
        }
        return null;
    }

    /** A copy in which each value for which {@code leaf} has a replacement is replaced. */
    private static JsonArray replace(JsonArray array, Function<@Nullable Object, @Nullable Object> leaf) {
        var copy = new JsonArray();
        array.forEach(value -> copy.add(replace(value, leaf)));
        return copy;
    }

    private static @Nullable Object replace(@Nullable Object value, Function<@Nullable Object, @Nullable Object> leaf) {
        var replaced = leaf.apply(value);
        if (replaced != null) {
            return replaced;
        }
        return switch (value) {
            case JsonArray array -> replace(array, leaf);
            case JsonObject json -> {
                var copy = new JsonObject();
                json.forEach(entry -> copy.put(entry.getKey(), replace(entry.getValue(), leaf)));
                yield copy;
            }
            case null, default -> value;
        };
    }
}

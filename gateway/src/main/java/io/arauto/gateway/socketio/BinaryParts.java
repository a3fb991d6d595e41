package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.ProtocolException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            case Packet.Event event -> new Packet.Event(event.namespace(), event.ackId(), joined, true);
            case Packet.Ack ack -> new Packet.Ack(ack.namespace(), ack.ackId(), joined);
            default -> throw new ProtocolException("no binary packet");
        };
    }

    /** Takes the buffers out of {@code args}, in order, and leaves placeholders; without any, these are the {@code args} themselves. */
    static JsonArray split(JsonArray args, List<Buffer> attachments) {
        if (!holdBuffer(args)) {
            return args;
        }
        return replace(args, value -> {
            if (value instanceof Buffer buffer) {
                attachments.add(buffer);
                return new JsonObject()
                        .put(PLACEHOLDER, true)
                        .put(NUMBER, attachments.size() - 1)
                        .getMap();
            }
            return null;
        });
    }

    private static boolean holdBuffer(@Nullable Object value) {
        return switch (unwrapped(value)) {
            case Buffer _ -> true;
            case List<?> list -> anyHoldsBuffer(list);
            case Map<?, ?> map -> anyHoldsBuffer(map.values());
            case null, default -> false;
        };
    }

    /** A loop rather than a stream: it runs for every answer. */
    private static boolean anyHoldsBuffer(Collection<?> values) {
        for (var value : values) {
            if (holdBuffer(value)) {
                return true;
            }
        }
        return false;
    }

    private static JsonArray args(Packet packet) {
        return switch (packet) {
            case Packet.Event event -> event.args();
            case Packet.Ack ack -> ack.args();
            default -> throw new ProtocolException("no binary packet");
        };
    }

    private static @Nullable Integer placeholder(@Nullable Object value) {
        if (value instanceof Map<?, ?> json
                && Boolean.TRUE.equals(json.get(PLACEHOLDER))
                && json.get(NUMBER) instanceof Integer number) {
            return number;
        }
        return null;
    }

    /**
     * A copy in which each value for which {@code leaf} has a replacement is replaced. Works on what is inside of {@link JsonArray} and
     * {@link JsonObject}, since they show buffers as text.
     */
    private static JsonArray replace(JsonArray array, Function<@Nullable Object, @Nullable Object> leaf) {
        return new JsonArray(replace(array.getList(), leaf));
    }

    private static @Nullable Object replace(
            @Nullable Object wrapped, Function<@Nullable Object, @Nullable Object> leaf) {
        var value = unwrapped(wrapped);
        var replaced = leaf.apply(value);
        if (replaced != null) {
            return replaced;
        }
        return switch (value) {
            case List<?> list -> replace(list, leaf);
            case Map<?, ?> map -> replace(map, leaf);
            case null, default -> value;
        };
    }

    private static List<@Nullable Object> replace(List<?> list, Function<@Nullable Object, @Nullable Object> leaf) {
        var copy = new ArrayList<@Nullable Object>(list.size());
        for (var value : list) {
            copy.add(replace(value, leaf));
        }
        return copy;
    }

    private static Map<String, @Nullable Object> replace(
            Map<?, ?> map, Function<@Nullable Object, @Nullable Object> leaf) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : map.entrySet()) {
            copy.put(String.valueOf(entry.getKey()), replace(entry.getValue(), leaf));
        }
        return copy;
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        return switch (value) {
            case JsonArray array -> array.getList();
            case JsonObject json -> json.getMap();
            case null, default -> value;
        };
    }
}

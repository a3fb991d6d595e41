package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.ProtocolException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code <type>[<attachments>-][/namespace,][ackId][json]}, strictly, in one pass from left to right.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/">The Socket.IO protocol</a>
 */
final class PacketDecoder {
    static final int MOST_ATTACHMENTS = 10;

    private static final int LONGEST_ACK_ID = 15;
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private final String text;
    private int at;

    private PacketDecoder(String text) {
        this.text = text;
    }

    /** Throws {@link ProtocolException} for anything but one well-formed packet. */
    static Packet decode(String text) {
        return new PacketDecoder(text).packet();
    }

    private Packet packet() {
        if (text.isEmpty()) {
            throw new ProtocolException("empty packet");
        }
        return switch (text.charAt(at++)) {
            case '0' -> new Packet.Connect(namespace(), connectPayload());
            case '1' -> disconnect(namespace());
            case '2' -> event(namespace());
            case '3' -> ack(namespace());
            case '5' -> binary(attachments(), true);
            case '6' -> binary(attachments(), false);
            default -> throw new ProtocolException("not a packet for servers");
        };
    }

    private Packet binary(int attachments, boolean event) {
        var namespace = namespace();
        var head = event ? event(namespace) : ack(namespace);
        if (BinaryParts.count(head) != attachments) {
            throw new ProtocolException("placeholders and attachments differ");
        }
        return attachments == 0 ? head : new Packet.Incomplete(head, attachments);
    }

    private Packet disconnect(String namespace) {
        if (at < text.length()) {
            throw new ProtocolException("DISCONNECT has no payload");
        }
        return new Packet.Disconnect(namespace);
    }

    private Packet event(String namespace) {
        var ackId = number(LONGEST_ACK_ID);
        var args = array();
        if (args.isEmpty() || !isEventName(args.getValue(0))) {
            throw new ProtocolException("an event has a name that is not reserved");
        }
        return new Packet.Event(namespace, ackId, args, false);
    }

    private static boolean isEventName(@Nullable Object name) {
        return name instanceof Number || (name instanceof String text && !RESERVED.contains(text));
    }

    private Packet ack(String namespace) {
        var ackId = number(LONGEST_ACK_ID);
        if (ackId == null) {
            throw new ProtocolException("an ack has an id");
        }
        return new Packet.Ack(namespace, ackId, array());
    }

    private int attachments() {
        var count = number(2);
        if (count == null || count > MOST_ATTACHMENTS || at == text.length() || text.charAt(at++) != '-') {
            throw new ProtocolException("bad number of attachments");
        }
        return count.intValue();
    }

    private String namespace() {
        if (at == text.length() || text.charAt(at) != '/') {
            return "/";
        }
        var comma = text.indexOf(',', at);
        var end = comma < 0 ? text.length() : comma;
        var namespace = text.substring(at, end);
        at = comma < 0 ? end : end + 1;
        return namespace;
    }

    private @Nullable Long number(int longest) {
        var start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at - start > longest) {
            throw new ProtocolException("number too long");
        }
        return at == start ? null : Long.valueOf(Long.parseLong(text, start, at, 10));
    }

    private JsonObject connectPayload() {
        if (at == text.length()) {
            return new JsonObject();
        }
        if (json() instanceof JsonObject payload) {
            return payload;
        }
        throw new ProtocolException("CONNECT carries an object or nothing");
    }

    private JsonArray array() {
        if (json() instanceof JsonArray array) {
            return array;
        }
        throw new ProtocolException("the payload is an array");
    }

    private @Nullable Object json() {
        try {
            return Json.decodeValue(text.substring(at));
        } catch (DecodeException _) {
            throw new ProtocolException("not JSON");
        }
    }
}

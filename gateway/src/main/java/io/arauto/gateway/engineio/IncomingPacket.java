package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.function.Consumer;

/** An Engine.IO packet of a client. */
sealed interface IncomingPacket {
    char SEPARATOR = '\u001e';

    record Message(String text) implements IncomingPacket {}

    record Binary(Buffer bytes) implements IncomingPacket {}

    record Close() implements IncomingPacket {}

    record Ping() implements IncomingPacket {}

    /** The first packet over a WebSocket that is to replace polling. */
    record ProbePing() implements IncomingPacket {}

    record Pong() implements IncomingPacket {}

    record Upgrade() implements IncomingPacket {}

    /** Also an OPEN, which means as little to a server. */
    record Noop() implements IncomingPacket {}

    /** Throws {@link ProtocolException} for anything but one well-formed packet. */
    static IncomingPacket parse(String text) {
        if (text.isEmpty()) {
            throw new ProtocolException("empty packet");
        }
        return switch (text.charAt(0)) {
            case '0' -> new Noop();
            case '1' -> bare(text, new Close());
            case '2' -> text.equals("2probe") ? new ProbePing() : bare(text, new Ping());
            case '3' -> bare(text, new Pong());
            case '4' -> new Message(text.substring(1));
            case '5' -> bare(text, new Upgrade());
            case '6' -> bare(text, new Noop());
            case 'b' -> new Binary(base64(text));
            default -> throw new ProtocolException("unknown packet type");
        };
    }

    private static IncomingPacket bare(String text, IncomingPacket packet) {
        if (text.length() > 1) {
            throw new ProtocolException("nothing follows this packet type");
        }
        return packet;
    }

    /** The packets of a polling request, parted by U+001E, one after the other until the first that is malformed. */
    static void parsePayload(String payload, Consumer<IncomingPacket> receiver) {
        var start = 0;
        for (var end = payload.indexOf(SEPARATOR); end >= 0; end = payload.indexOf(SEPARATOR, start)) {
            receiver.accept(parse(payload.substring(start, end)));
            start = end + 1;
        }
        receiver.accept(parse(payload.substring(start)));
    }

    /** The stock Java client breaks its lines, and ends them. */
    private static Buffer base64(String text) {
        try {
            return Buffer.buffer(Base64.getDecoder().decode(text.substring(1).replace("\n", "")));
        } catch (IllegalArgumentException _) {
            throw new ProtocolException("bad base64");
        }
    }
}

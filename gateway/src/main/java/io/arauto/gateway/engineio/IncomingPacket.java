package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An Engine.IO packet of a client. */
sealed interface IncomingPacket {
    record Message(String text) implements IncomingPacket {}

    record Binary(Buffer bytes) implements IncomingPacket {}

    record Close() implements IncomingPacket {}

    record Ping() implements IncomingPacket {}

    /** The first packet over a WebSocket that is to replace polling. */
    record ProbePing() implements IncomingPacket {}

    record Pong() implements IncomingPacket {}

    record Upgrade() implements IncomingPacket {}

    record Noop() implements IncomingPacket {}

    /** Throws {@link ProtocolException} for anything but one well-formed packet. */
    static IncomingPacket parse(String text) {
        if (text.isEmpty()) {
            throw new ProtocolException("empty packet");
        }
        return switch (text.charAt(0)) {
            case '1' -> new Close();
            case '2' -> text.equals("2probe") ? new ProbePing() : new Ping();
            case '3' -> new Pong();
            case '4' -> new Message(text.substring(1));
            case '5' -> new Upgrade();
            case '6' -> new Noop();
            case 'b' -> new Binary(base64(text));
            default -> throw new ProtocolException("unknown packet type");
        };
    }

    /** The packets of a polling request, parted by U+001E. All are parsed before any is used. */
    static List<IncomingPacket> parsePayload(String payload) {
        var packets = new ArrayList<IncomingPacket>();
        for (var packet : payload.split("\u001e", -1)) {
            packets.add(parse(packet));
        }
        return packets;
    }

    private static Buffer base64(String text) {
        try {
            return Buffer.buffer(Base64.getDecoder().decode(text.substring(1)));
        } catch (IllegalArgumentException _) {
            throw new ProtocolException("bad base64");
        }
    }
}

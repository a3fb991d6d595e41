package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One Engine.IO packet on its way out, to any number of sockets. Its bytes for WebSocket, frame header included, are made once, when the
 * first socket needs them, and shared; so are those that are compressed.
 */
public final class Frame {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int DEFLATED = 0x40;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** As Socket.IO's own server: shorter messages gain nothing. */
    private static final int DEFLATED_FROM = 1_024;

    static final Frame PING = control("2");
    static final Frame PONG_PROBE = control("3probe");

    private final byte[] payload;
    private final boolean binary;
    private final boolean droppable;
    private volatile byte[] webSocket = {};
    private volatile byte[] deflated = {};

    private Frame(byte[] payload, boolean binary, boolean droppable) {
        this.payload = payload;
        this.binary = binary;
        this.droppable = droppable;
    }

    /**
     * A text message.
     *
     * @param droppable whether a client that reads too slowly may miss it
     */
    public static Frame text(Buffer message, boolean droppable) {
        var payload = new byte[message.length() + 1];
        payload[0] = '4';
        message.getBytes(0, message.length(), payload, 1);
        return new Frame(payload, false, droppable);
    }

    public static Frame text(String message) {
        return control('4' + message);
    }

    public static Frame binary(Buffer message) {
        return new Frame(message.getBytes(), true, false);
    }

    /** A packet of the protocol itself. */
    static Frame control(String packet) {
        return new Frame(packet.getBytes(StandardCharsets.UTF_8), false, false);
    }

    boolean isDroppable() {
        return droppable;
    }

    int size() {
        return payload.length;
    }

    /** As one complete, unmasked, final WebSocket frame (RFC 6455, section 5.2). */
    byte[] webSocketBytes() {
        if (webSocket.length == 0) {
            webSocket = framed(payload, 0);
        }
        return webSocket;
    }

    /** The same, compressed (RFC 7692, section 6) if that makes it shorter: for sockets that have agreed to it. */
    byte[] deflatedBytes(Deflation deflation) {
        if (deflated.length == 0) {
            var content = payload.length < DEFLATED_FROM ? payload : deflation.deflate(payload);
            deflated = content.length < payload.length ? framed(content, DEFLATED) : webSocketBytes();
        }
        return deflated;
    }

    /** As one packet of a polling payload. */
    String pollingText() {
        return binary ? 'b' + Base64.getEncoder().encodeToString(payload) : new String(payload, StandardCharsets.UTF_8);
    }

    private byte[] framed(byte[] content, int reserved) {
        var length = content.length;
        var extended = length < LENGTH_16 ? 0 : length <= 0xffff ? 2 : 8;
        var bytes = new byte[2 + extended + length];
        bytes[0] = (byte) (reserved | (binary ? FINAL_BINARY : FINAL_TEXT));
        bytes[1] = (byte) (extended == 0 ? length : extended == 2 ? LENGTH_16 : LENGTH_64);
        for (var index = 0; index < extended; index++) {
            var shift = 8 * (extended - 1 - index);
            bytes[2 + index] = (byte) (shift < Integer.SIZE ? length >>> shift : 0);
        }
        System.arraycopy(content, 0, bytes, 2 + extended, length);
        return bytes;
    }
}

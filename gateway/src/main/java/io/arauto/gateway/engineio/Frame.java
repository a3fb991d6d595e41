package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * One Engine.IO packet on its way out, to any number of sockets: made once as it goes over a WebSocket, and compressed once, when the first
 * socket needs that.
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

    /** A complete, unmasked, final WebSocket frame (RFC 6455, section 5.2), whose payload is its end. */
    private final byte[] bytes;

    private final int size;
    private final boolean droppable;
    private volatile byte[] deflated = {};

    private Frame(byte[] bytes, int size, boolean droppable) {
        this.bytes = bytes;
        this.size = size;
        this.droppable = droppable;
    }

    /**
     * A text message.
     *
     * @param droppable whether a client that reads too slowly may miss it
     */
    public static Frame text(Buffer message, boolean droppable) {
        var size = message.length() + 1;
        var bytes = header(FINAL_TEXT, size);
        bytes[bytes.length - size] = '4';
        message.getBytes(0, message.length(), bytes, bytes.length - message.length());
        return new Frame(bytes, size, droppable);
    }

    public static Frame text(String message) {
        return control('4' + message);
    }

    public static Frame binary(Buffer message) {
        return new Frame(framed(FINAL_BINARY, message.getBytes()), message.length(), false);
    }

    /** A packet of the protocol itself. */
    static Frame control(String packet) {
        var payload = packet.getBytes(StandardCharsets.UTF_8);
        return new Frame(framed(FINAL_TEXT, payload), payload.length, false);
    }

    boolean isDroppable() {
        return droppable;
    }

    int size() {
        return size;
    }

    byte[] webSocketBytes() {
        return bytes;
    }

    /** The same, compressed (RFC 7692, section 6) if that makes it shorter: for sockets that have agreed to it. */
    byte[] deflatedBytes(Deflation deflation) {
        if (deflated.length == 0) {
            var content = size < DEFLATED_FROM ? bytes : deflation.deflate(payload());
            deflated = content.length < size ? framed(DEFLATED | bytes[0], content) : bytes;
        }
        return deflated;
    }

    /** As one packet of a polling payload. */
    String pollingText() {
        return bytes[0] == (byte) FINAL_BINARY
                ? 'b' + Base64.getEncoder().encodeToString(payload())
                : new String(payload(), StandardCharsets.UTF_8);
    }

    private byte[] payload() {
        return Arrays.copyOfRange(bytes, bytes.length - size, bytes.length);
    }

    /** A complete WebSocket frame that begins with this octet. */
    static byte[] framed(int first, byte[] payload) {
        var bytes = header(first, payload.length);
        System.arraycopy(payload, 0, bytes, bytes.length - payload.length, payload.length);
        return bytes;
    }

    /** A frame without its payload, for which there is room. */
    private static byte[] header(int first, int size) {
        var extended = size < LENGTH_16 ? 0 : size <= 0xffff ? 2 : 8;
        var bytes = new byte[2 + extended + size];
        bytes[0] = (byte) first;
        bytes[1] = (byte) (extended == 0 ? size : extended == 2 ? LENGTH_16 : LENGTH_64);
        for (var index = 0; index < extended; index++) {
            var shift = 8 * (extended - 1 - index);
            bytes[2 + index] = (byte) (shift < Integer.SIZE ? size >>> shift : 0);
        }
        return bytes;
    }
}

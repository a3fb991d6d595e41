package io.arauto.gateway.engineio;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses messages each by itself (RFC 7692, section 7.2). As none needs what was before it, all sockets of an event loop share one of
 * these, and no memory is kept for a socket between messages. Used on that event loop only.
 */
final class Deflation {
    /** A fraction of the work of the usual 6, for a few percent more bytes: it is done on event loops. */
    private static final int LEVEL = 1;

    /** What ends each deflated message, and is not sent. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static final int FIRST_GUESS = 4;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final Inflater inflater = new Inflater(true);

    /** The most bytes that a message of {@code most} bytes may come to, whatever the settings of the client's zlib. */
    static int mostDeflated(int most) {
        return most + most / 7 + 64;
    }

    /** The message itself when it does not get shorter. */
    byte[] deflate(byte[] message) {
        var deflated = new byte[message.length];
        deflater.reset();
        deflater.setInput(message);
        var length = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
        return length < deflated.length ? Arrays.copyOf(deflated, length - TAIL.length) : message;
    }

    /** Throws {@link ProtocolException} for what is not deflated, and stops at {@code most} bytes, which is too big a message. */
    byte[] inflate(byte[] deflated, int most) {
        inflater.reset();
        var message = new byte[Math.min(most + 1, Math.max(TAIL.length, deflated.length) * FIRST_GUESS)];
        var length = 0;
        try {
            for (var part : new byte[][] {deflated, TAIL}) {
                inflater.setInput(part);
                length += inflater.inflate(message, length, message.length - length);
                while (length == message.length) {
                    if (length > most) {
                        throw new CorruptedWebSocketFrameException(
                                WebSocketCloseStatus.MESSAGE_TOO_BIG, "longer than permitted when inflated");
                    }
                    message = Arrays.copyOf(message, (int) Math.min(most + 1L, 2L * length));
                    length += inflater.inflate(message, length, message.length - length);
                }
            }
        } catch (DataFormatException _) {
            throw new ProtocolException("not deflated");
        }
        return Arrays.copyOf(message, length);
    }
}

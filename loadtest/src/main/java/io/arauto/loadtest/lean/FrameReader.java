package io.arauto.loadtest.lean;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a server's bytes into text frames: the HTTP answer to the upgrade first, then unmasked WebSocket frames (RFC 6455, section 5.2). */
final class FrameReader {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final Consumer<Buffer> frames;
    private Buffer rest = Buffer.buffer();
    private boolean upgraded;

    /** @param frames gets the payload of each frame */
    FrameReader(Consumer<Buffer> frames) {
        this.frames = frames;
    }

    void read(Buffer received) {
        var bytes = rest.length() == 0 ? received : rest.appendBuffer(received);
        var at = 0;
        if (!upgraded) {
            at = endOfHead(bytes);
            if (at < 0) {
                rest = bytes.copy();
                return;
            }
            upgraded = true;
        }
        rest = readFrames(bytes, at);
    }

    private Buffer readFrames(Buffer bytes, int start) {
        var at = start;
        while (bytes.length() - at >= 2) {
            var length = bytes.getByte(at + 1) & 0x7f;
            var head = length == LENGTH_16 ? 4 : length == LENGTH_64 ? 10 : 2;
            if (bytes.length() - at < head) {
                break;
            }
            var payload =
                    head == 4 ? bytes.getUnsignedShort(at + 2) : head == 10 ? (int) bytes.getLong(at + 2) : length;
            if (bytes.length() - at - head < payload) {
                break;
            }
            frames.accept(bytes.slice(at + head, at + head + payload));
            at += head + payload;
        }
        return at == bytes.length() ? Buffer.buffer() : bytes.getBuffer(at, bytes.length());
    }

    private static int endOfHead(Buffer bytes) {
        for (var at = 0; at + END_OF_HEAD.length <= bytes.length(); at++) {
            if (bytes.getByte(at) == '\r'
                    && bytes.getByte(at + 1) == '\n'
                    && bytes.getByte(at + 2) == '\r'
                    && bytes.getByte(at + 3) == '\n') {
                return at + END_OF_HEAD.length;
            }
        }
        return -1;
    }
}

package io.arauto.broker.redis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.CommandImpl;
import io.vertx.redis.client.impl.RequestImpl;
import java.util.Arrays;

/** Commands that are to leave together, as a server reads them: arrays of bulk strings (RESP, "Sending commands to a Redis server"). */
final class GatheredCommands {
    private static final int USUAL_BYTES = 64 * 1024;
    /** A type, a number, and the end of the line. */
    private static final int LONGEST_LINE = 13;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** In bytes. */
    int size() {
        return size;
    }

    void add(Request request) {
        var arguments = ((RequestImpl) request).getArgs();
        addLine('*', arguments.size() + 1);
        // As a bulk string already.
        addBytes(((CommandImpl) request.command()).getBytes());
        for (var argument : arguments) {
            addLine('$', argument.length);
            addBytes(argument);
            addLineEnd();
        }
    }

    /** All of them; there are none any more then. */
    ByteBuf take() {
        var taken = ByteBufAllocator.DEFAULT.directBuffer(size, size).writeBytes(bytes, 0, size);
        clear();
        return taken;
    }

    void clear() {
        size = 0;
        if (bytes.length > USUAL_BYTES) {
            bytes = new byte[USUAL_BYTES];
        }
    }

    private void addLine(char type, int number) {
        reserve(LONGEST_LINE);
        bytes[size++] = (byte) type;
        addNumber(number);
        addLineEnd();
    }

    private void addNumber(int number) {
        if (number >= 10) {
            addNumber(number / 10);
        }
        bytes[size++] = (byte) ('0' + number % 10);
    }

    private void addBytes(byte[] added) {
        reserve(added.length + 2);
        System.arraycopy(added, 0, bytes, size, added.length);
        size += added.length;
    }

    private void addLineEnd() {
        bytes[size++] = '\r';
        bytes[size++] = '\n';
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}

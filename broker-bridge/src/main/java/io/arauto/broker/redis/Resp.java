package io.arauto.broker.redis;

import io.netty.buffer.ByteBuf;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.CommandImpl;
import io.vertx.redis.client.impl.RequestImpl;

/** Commands as they go to a server: arrays of bulk strings (RESP, "Sending commands to a Redis server"). */
final class Resp {
    private static final int LINE_END = '\r' << 8 | '\n';

    private Resp() {}

    static void write(Request request, ByteBuf out) {
        var arguments = ((RequestImpl) request).getArgs();
        writeLine('*', arguments.size() + 1, out);
        out.writeBytes(((CommandImpl) request.command()).getBytes());
        for (var argument : arguments) {
            writeLine('$', argument.length, out);
            out.writeBytes(argument).writeShort(LINE_END);
        }
    }

    private static void writeLine(char type, int number, ByteBuf out) {
        out.writeByte(type);
        writeNumber(number, out);
        out.writeShort(LINE_END);
    }

    private static void writeNumber(int number, ByteBuf out) {
        if (number >= 10) {
            writeNumber(number / 10, out);
        }
        out.writeByte('0' + number % 10);
    }
}

package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one WebSocket leave. What Netty would pass on as it is, and at once, goes straight to the operating system instead: past
 * the pipeline, and past all that it keeps for each channel. What is not taken there goes Netty's way, and so does whatever comes while that waits.
 */
final class Outlet {
    private final ChannelHandlerContext decoder;
    private final ChannelOutboundBuffer waiting;
    private final @Nullable Socket socket;

    /** @param writer the only event loop that writes here */
    Outlet(ChannelHandlerContext decoder, EventLoop writer) {
        this.decoder = decoder;
        this.waiting = decoder.channel().unsafe().outboundBuffer();
        this.socket = isPlain(decoder) && decoder.channel().eventLoop().equals(writer) ? socket(decoder) : null;
    }

    private static boolean isPlain(ChannelHandlerContext decoder) {
        return decoder.pipeline().get(SslHandler.class) == null;
    }

    /** Null where Netty does without native code. */
    private static @Nullable Socket socket(ChannelHandlerContext decoder) {
        return decoder.channel() instanceof UnixChannel channel && channel.fd() instanceof Socket socket
                ? socket
                : null;
    }

    /** The bytes stay the caller's. */
    void write(ByteBuf bytes) {
        var taken = take(bytes);
        var rest = bytes.readableBytes() - taken;
        if (rest > 0) {
            decoder.writeAndFlush(bytes.retainedSlice(taken, rest), decoder.voidPromise());
        }
    }

    /**
     * How much of it the operating system has taken. Nobody else closes the socket of an event loop, so one that is open now is not yet
     * somebody else's when it is written to; one that is broken Netty finds so too, and closes.
     */
    private int take(ByteBuf bytes) {
        if (socket == null || !bytes.hasMemoryAddress() || pendingBytes() > 0 || !socket.isOpen()) {
            return 0;
        }
        try {
            return socket.sendAddress(bytes.memoryAddress(), 0, bytes.readableBytes());
        } catch (IOException _) {
            return 0;
        }
    }

    Channel channel() {
        return decoder.channel();
    }

    /** What waits for the client to read on; may be asked from any thread. */
    long pendingBytes() {
        return waiting.totalPendingWriteBytes();
    }
}

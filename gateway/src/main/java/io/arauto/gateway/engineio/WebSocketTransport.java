package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one WebSocket, below Vert.x: the frames of a tick are gathered in one buffer, which is written and flushed once. This is
 * the only way by which bytes get to the socket after the handshake, so nothing is ever reordered.
 */
final class WebSocketTransport implements Transport {
    private static final int FIRST_CAPACITY = 512;

    private final Channel channel;
    private final FlushQueue flushes;
    private final EngineSocket socket;
    private final int sendQueueBytes;
    private @Nullable ByteBuf gathered;
    private boolean closed;

    WebSocketTransport(Channel channel, FlushQueue flushes, EngineSocket socket, int sendQueueBytes) {
        this.channel = channel;
        this.flushes = flushes;
        this.socket = socket;
        this.sendQueueBytes = sendQueueBytes;
    }

    @Override
    public String name() {
        return "websocket";
    }

    /** A client that reads too slowly loses droppable packets at half of what it may owe, and its connection at all of it. */
    @Override
    public void send(Frame frame) {
        if (closed) {
            return;
        }
        var bytes = frame.webSocketBytes();
        var pending = pendingBytes() + bytes.length;
        if (pending > sendQueueBytes) {
            socket.close(CloseReason.SLOW_CONSUMER);
        } else if (!frame.isDroppable() || pending <= sendQueueBytes / 2) {
            gather(bytes);
        }
    }

    private void gather(byte[] bytes) {
        var buffer = gathered;
        if (buffer == null) {
            buffer = channel.alloc().directBuffer(Math.max(FIRST_CAPACITY, bytes.length));
            gathered = buffer;
            flushes.add(this);
        }
        buffer.writeBytes(bytes);
    }

    void flush() {
        var buffer = gathered;
        if (buffer != null) {
            gathered = null;
            channel.writeAndFlush(buffer, channel.voidPromise());
        }
    }

    @Override
    public long pendingBytes() {
        var outbound = channel.unsafe().outboundBuffer();
        var buffer = gathered;
        return (outbound == null ? 0 : outbound.totalPendingWriteBytes())
                + (buffer == null ? 0 : buffer.readableBytes());
    }

    @Override
    public void peerClosed() {
        close();
    }

    /** With what is gathered still before it; a client that does not read gets neither. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        flush();
        Goodbye.say(channel, WebSocketCloseStatus.NORMAL_CLOSURE);
    }
}

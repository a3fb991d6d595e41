package io.arauto.gateway.engineio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one WebSocket, below Vert.x and below Netty's decoder, as frames are complete: those of a tick are gathered in one parcel, which is
 * written and flushed once. This is the only way by which messages get to the socket after the handshake, so nothing is ever reordered.
 */
final class WebSocketTransport implements Transport {
    private final Outlet outlet;
    private final FlushQueue flushes;
    private final EngineSocket socket;
    private final int sendQueueBytes;
    private @Nullable Parcel gathered;
    private boolean closed;

    WebSocketTransport(ChannelHandlerContext decoder, FlushQueue flushes, EngineSocket socket, int sendQueueBytes) {
        this.outlet = new Outlet(decoder, flushes.loop());
        this.flushes = flushes;
        this.socket = socket;
        this.sendQueueBytes = sendQueueBytes;
    }

    @Override
    public String name() {
        return "websocket";
    }

    /**
     * A client that reads too slowly loses droppable packets at half of what it may owe, and its connection at all of it. What it had no
     * chance to read yet does not tell: much in one tick is written before its end.
     */
    @Override
    public void send(Frame frame) {
        if (closed) {
            return;
        }
        var bytes = flushes.bytes(frame);
        if (gathered != null && gathered.size() + bytes.length > sendQueueBytes / 2) {
            flush();
        }
        var pending = pendingBytes() + bytes.length;
        if (pending > sendQueueBytes) {
            socket.close(CloseReason.SLOW_CONSUMER);
        } else if (!frame.isDroppable() || pending <= sendQueueBytes / 2) {
            var parcel = gathered;
            gathered = (parcel == null ? flushes.begin(this) : parcel).with(bytes);
        }
    }

    void flush() {
        var parcel = gathered;
        if (parcel != null) {
            gathered = null;
            outlet.write(flushes.bytes(parcel));
        }
    }

    @Override
    public long pendingBytes() {
        var parcel = gathered;
        return outlet.pendingBytes() + (parcel == null ? 0 : parcel.size());
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
        Goodbye.say(outlet.channel(), WebSocketCloseStatus.NORMAL_CLOSURE);
    }
}

package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of one event loop that have something to send, either those that have agreed to compression or the others. Each is flushed
 * once at the end of the tick, however much it was sent: system calls are what a fan-out costs.
 */
final class FlushQueue {
    private final EventLoop loop;
    private final @Nullable Deflation deflation;
    private final List<Parcel> whole = new ArrayList<>();
    private List<WebSocketTransport> waiting = new ArrayList<>();
    private Parcel empty = Parcel.empty();

    /** @param deflation for sockets that have agreed to it */
    FlushQueue(EventLoop loop, @Nullable Deflation deflation) {
        this.loop = loop;
        this.deflation = deflation;
    }

    /** What these sockets are sent for a frame: the same bytes for all of them. */
    byte[] bytes(Frame frame) {
        return deflation == null ? frame.webSocketBytes() : frame.deflatedBytes(deflation);
    }

    /** Has a transport flushed at the end of the tick; what it gathers until then goes on from this empty parcel. */
    Parcel begin(WebSocketTransport transport) {
        if (waiting.isEmpty()) {
            loop.execute(this::flush);
        }
        waiting.add(transport);
        return empty;
    }

    /** The bytes of a parcel, for any number of sockets, until the end of the tick. */
    ByteBuf bytes(Parcel parcel) {
        if (!parcel.isWhole()) {
            whole.add(parcel);
        }
        return parcel.bytes();
    }

    EventLoop loop() {
        return loop;
    }

    private void flush() {
        var ready = waiting;
        waiting = new ArrayList<>(ready.size());
        empty = Parcel.empty();
        ready.forEach(WebSocketTransport::flush);
        whole.forEach(Parcel::release);
        whole.clear();
    }
}

package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * The WebSockets of one event loop that have something to send. Each is flushed once at the end of the tick, however much it was
 * sent: system calls are what a fan-out costs.
 */
final class FlushQueue {
    private final EventLoop loop;
    private final List<Parcel> shared = new ArrayList<>();
    private List<WebSocketTransport> waiting = new ArrayList<>();
    private Parcel empty = Parcel.empty();

    FlushQueue(EventLoop loop) {
        this.loop = loop;
    }

    /** Has a transport flushed at the end of the tick; what it gathers until then goes on from this empty parcel. */
    Parcel begin(WebSocketTransport transport) {
        if (waiting.isEmpty()) {
            loop.execute(this::flush);
        }
        waiting.add(transport);
        return empty;
    }

    /** The bytes of a parcel, for one more socket. */
    ByteBuf share(Parcel parcel) {
        if (!parcel.isShared()) {
            shared.add(parcel);
        }
        return parcel.share();
    }

    private void flush() {
        var ready = waiting;
        waiting = new ArrayList<>(ready.size());
        empty = Parcel.empty();
        ready.forEach(WebSocketTransport::flush);
        shared.forEach(Parcel::release);
        shared.clear();
    }
}

package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * The WebSockets of one event loop that have something to send. Each is flushed once at the end of the tick, however much it was
 * sent: system calls are what a fan-out costs.
 */
final class FlushQueue {
    private final EventLoop loop;
    private List<WebSocketTransport> waiting = new ArrayList<>();

    FlushQueue(EventLoop loop) {
        this.loop = loop;
    }

    void add(WebSocketTransport transport) {
        if (waiting.isEmpty()) {
            loop.execute(this::flush);
        }
        waiting.add(transport);
    }

    private void flush() {
        var ready = waiting;
        waiting = new ArrayList<>(ready.size());
        ready.forEach(WebSocketTransport::flush);
    }
}

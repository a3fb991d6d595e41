package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;

/** What the sockets of one event loop share. */
record Loop(EventLoop eventLoop, Heartbeat heartbeat, FlushQueue flushes) {
    static Loop of(EventLoop eventLoop, EngineConfig config) {
        return new Loop(eventLoop, new Heartbeat(eventLoop, config), new FlushQueue(eventLoop));
    }
}

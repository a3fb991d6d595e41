package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;

/** What the sockets of one event loop share. */
record Loop(Heartbeat heartbeat, FlushQueue flushes, FixedDelay farewells) {
    static Loop of(EventLoop eventLoop, EngineConfig config) {
        return new Loop(
                new Heartbeat(eventLoop, config),
                new FlushQueue(eventLoop),
                new FixedDelay(eventLoop, config.farewellTimeout()));
    }
}

package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets of one event loop share.
 *
 * @param deflation absent where nothing is to be compressed
 * @param deflating of the sockets that have agreed to it; {@code plain} of the others
 */
record Loop(
        Heartbeat heartbeat,
        FixedDelay farewells,
        @Nullable Deflation deflation,
        FlushQueue plain,
        FlushQueue deflating) {
    static Loop of(EventLoop eventLoop, EngineConfig config) {
        var deflation = config.perMessageDeflate() ? new Deflation() : null;
        return new Loop(
                new Heartbeat(eventLoop, config),
                new FixedDelay(eventLoop, config.farewellTimeout()),
                deflation,
                new FlushQueue(eventLoop, null),
                new FlushQueue(eventLoop, deflation));
    }

    FlushQueue flushes(WebSocketUpgrade.Accepted webSocket) {
        return webSocket.deflation() == null ? plain : deflating;
    }
}

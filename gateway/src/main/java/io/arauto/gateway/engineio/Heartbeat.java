package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;

/** The server's pings of one event loop: each an interval after the last pong, and each to be answered within the timeout. */
final class Heartbeat {
    private final FixedDelay interval;
    private final FixedDelay timeout;

    Heartbeat(EventLoop loop, EngineConfig config) {
        this.interval = new FixedDelay(loop, config.pingInterval());
        this.timeout = new FixedDelay(loop, config.pingTimeout());
    }

    void pingLater(EngineSocket socket) {
        interval.run(() -> ping(socket));
    }

    private void ping(EngineSocket socket) {
        if (socket.isOpen()) {
            var ping = socket.ping();
            timeout.run(() -> {
                if (socket.unansweredPing() == ping) {
                    socket.close(CloseReason.PING_TIMEOUT);
                }
            });
        }
    }
}

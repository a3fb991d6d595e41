package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import io.vertx.core.internal.ContextInternal;

/** The server's pings of one event loop: each an interval after the last pong, and each to be answered within the timeout. */
final class Heartbeat {
    private final FixedDelay interval;
    private final FixedDelay timeout;

    Heartbeat(EventLoop loop, EngineConfig config) {
        this.interval = new FixedDelay(loop, config.pingInterval());
        this.timeout = new FixedDelay(loop, config.pingTimeout());
    }

    void pingLater(EngineSocket socket) {
        interval.run(due -> onContext(socket, () -> ping(socket, due)));
    }

    /** The timeout counts from when the ping was due, so that delays do not add up. */
    private void ping(EngineSocket socket, long due) {
        if (socket.isOpen()) {
            var ping = socket.ping();
            timeout.run(
                    due,
                    _ -> onContext(socket, () -> {
                        if (socket.unansweredPing() == ping) {
                            socket.close(CloseReason.PING_TIMEOUT);
                        }
                    }));
        }
    }

    private static void onContext(EngineSocket socket, Runnable action) {
        ((ContextInternal) socket.context()).dispatch(action);
    }
}

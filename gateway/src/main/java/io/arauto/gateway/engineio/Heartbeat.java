package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import io.vertx.core.internal.ContextInternal;

/** The server's pings of one event loop: each an interval after the last pong, and each to be answered within the timeout. */
final class Heartbeat {
    private static final long SMALL_DELAY_NANOS = 50_000_000;

    private final FixedDelay interval;
    private final FixedDelay timeout;

    Heartbeat(EventLoop loop, EngineConfig config) {
        this.interval = new FixedDelay(loop, config.pingInterval());
        this.timeout = new FixedDelay(loop, config.pingTimeout());
    }

    FixedDelay.Due pingLater(EngineSocket socket) {
        return interval.run(due -> onContext(socket, () -> ping(socket, due)));
    }

    /**
     * The timeout counts from when the ping was due, so that small delays do not add up. Not so with a long one, or else a pause of this
     * node would cost its clients the time to answer.
     */
    private void ping(EngineSocket socket, long due) {
        if (socket.isOpen()) {
            var now = System.nanoTime();
            var since = now - Math.min(now - due, SMALL_DELAY_NANOS);
            var overdue = timeout.run(since, _ -> onContext(socket, socket::closeIfPongIsOverdue));
            socket.ping(since + timeout.delayNanos(), overdue);
        }
    }

    private static void onContext(EngineSocket socket, Runnable action) {
        ((ContextInternal) socket.context()).dispatch(action);
    }
}

package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Runs actions of one event loop, all after the same delay. They are due in the order they came, so one timer for the first of them
 * serves any number, to the millisecond.
 */
public final class FixedDelay {
    private record Due(Runnable action, long nanos) {}

    private final EventLoop loop;
    private final long delayNanos;
    private final Queue<Due> queue = new ArrayDeque<>();

    public FixedDelay(EventLoop loop, Duration delay) {
        this.loop = loop;
        this.delayNanos = delay.toNanos();
    }

    /** On the event loop. There is no way to cancel: an action finds out by itself whether it is still wanted. */
    public void run(Runnable action) {
        queue.add(new Due(action, System.nanoTime() + delayNanos));
        if (queue.size() == 1) {
            schedule(delayNanos);
        }
    }

    private void schedule(long nanos) {
        loop.schedule(this::runDue, nanos, TimeUnit.NANOSECONDS);
    }

    private void runDue() {
        var due = queue.peek();
        while (due != null && remaining(due) <= 0) {
            due.action().run();
            queue.remove();
            due = queue.peek();
        }
        if (due != null) {
            schedule(remaining(due));
        }
    }

    private static long remaining(Due due) {
        return due.nanos() - System.nanoTime();
    }
}

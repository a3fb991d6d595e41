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
    /** What is to be done, which must not fail. */
    @FunctionalInterface
    public interface Action {
        /** @param due when it should run, by {@link System#nanoTime}; it does a little later */
        void run(long due);
    }

    private record Due(Action action, long nanos) {}

    private final EventLoop loop;
    private final long delayNanos;
    private final Queue<Due> queue = new ArrayDeque<>();

    public FixedDelay(EventLoop loop, Duration delay) {
        this.loop = loop;
        this.delayNanos = delay.toNanos();
    }

    /** On the event loop. There is no way to cancel: an action finds out by itself whether it is still wanted. */
    public void run(Action action) {
        run(System.nanoTime(), action);
    }

    /** The delay counts from {@code since}, which must not go back from call to call. */
    void run(long since, Action action) {
        queue.add(new Due(action, since + delayNanos));
        if (queue.size() == 1) {
            schedule(queue.element());
        }
    }

    long delayNanos() {
        return delayNanos;
    }

    private void schedule(Due due) {
        loop.schedule(this::runDue, due.nanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** The first one stays in the queue while it runs, so that what it adds does not start a second timer. */
    private void runDue() {
        var due = queue.peek();
        while (due != null && due.nanos() - System.nanoTime() <= 0) {
            due.action().run(due.nanos());
            queue.remove();
            due = queue.peek();
        }
        if (due != null) {
            schedule(due);
        }
    }
}

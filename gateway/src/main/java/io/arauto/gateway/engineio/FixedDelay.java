package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs actions of one event loop, all after the same delay. They are due in the order they came, so one timer for the first of them
 * serves any number, to the millisecond. Used on that event loop only.
 */
public final class FixedDelay {
    /** What is to be done, which must not fail. */
    @FunctionalInterface
    public interface Action {
        /** @param due when it should run, by {@link System#nanoTime}; it does a little later */
        void run(long due);
    }

    /** A link of the chain of what is to be done. */
    public final class Due {
        private final Action action;
        private final long nanos;
        private @Nullable Due before;
        private @Nullable Due after;
        private boolean linked = true;

        private Due(Action action, long nanos) {
            this.action = action;
            this.nanos = nanos;
        }

        /** It will not run, and nothing refers to it any more; does nothing once it has run. */
        public void cancel() {
            if (linked) {
                unlink(this);
            }
        }
    }

    private final EventLoop loop;
    private final long delayNanos;
    private @Nullable Due first;
    private @Nullable Due last;
    private boolean timed;

    public FixedDelay(EventLoop loop, Duration delay) {
        this.loop = loop;
        this.delayNanos = delay.toNanos();
    }

    public Due run(Action action) {
        return run(System.nanoTime(), action);
    }

    /** The delay counts from {@code since}, which must not go back from call to call. */
    Due run(long since, Action action) {
        var due = new Due(action, since + delayNanos);
        due.before = last;
        if (last == null) {
            first = due;
        } else {
            last.after = due;
        }
        last = due;
        if (!timed) {
            schedule(due);
        }
        return due;
    }

    long delayNanos() {
        return delayNanos;
    }

    private void unlink(Due due) {
        due.linked = false;
        if (due.before == null) {
            first = due.after;
        } else {
            due.before.after = due.after;
        }
        if (due.after == null) {
            last = due.before;
        } else {
            due.after.before = due.before;
        }
    }

    private void schedule(Due due) {
        timed = true;
        loop.schedule(this::runDue, due.nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** What an action adds does not start a second timer. What it was that this timer was for may have been cancelled meanwhile. */
    private void runDue() {
        while (first != null && first.nanos - System.nanoTime() <= 0) {
            var due = first;
            unlink(due);
            due.action.run(due.nanos);
        }
        timed = false;
        if (first != null) {
            schedule(first);
        }
    }
}

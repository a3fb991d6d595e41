package io.arauto.broker.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Keeps logs readable while something goes on for long: yes at first, and then not before a while is over, whoever asks. */
final class Seldom {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private final AtomicLong due;

    Seldom() {
        this(System::nanoTime);
    }

    Seldom(LongSupplier nanos) {
        this.nanos = nanos;
        this.due = new AtomicLong(nanos.getAsLong());
    }

    boolean isTime() {
        var expected = due.get();
        var now = nanos.getAsLong();
        return now - expected >= 0 && due.compareAndSet(expected, now + QUIET.toNanos());
    }

    /** It is over: the next time is a first one. */
    void over() {
        due.set(nanos.getAsLong());
    }
}

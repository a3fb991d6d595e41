package io.arauto.gateway;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets in so many a second, and as many at once after a quiet second. Any thread may ask. */
final class ConnectRate {
    private static final long SECOND = 1_000_000_000;

    private final long each;
    private final LongSupplier nanos;
    private final AtomicLong due;

    /**
     * @param aSecond 0 for any number
     * @param nanos a clock, as {@link System#nanoTime}
     */
    ConnectRate(int aSecond, LongSupplier nanos) {
        this.each = aSecond == 0 ? 0 : SECOND / aSecond;
        this.nanos = nanos;
        this.due = new AtomicLong(nanos.getAsLong());
    }

    /** Whether one more may come in now; only then it counts. */
    boolean admits() {
        var now = nanos.getAsLong();
        while (true) {
            var before = due.get();
            var after = (before - now > 0 ? before : now) + each;
            if (after - now > SECOND) {
                return false;
            }
            if (due.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}

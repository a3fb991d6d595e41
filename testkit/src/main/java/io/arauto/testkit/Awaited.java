package io.arauto.testkit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that several threads report to and a test waits for. */
final class Awaited {

    /** Runs a change that waiters may have waited for. */
    synchronized void change(Runnable change) {
        change.run();
        notifyAll();
    }

    synchronized <T> T read(Supplier<T> value) {
        return value.get();
    }

    /** The first answer of {@code found} that is not null, looked for at once and after each change; else the test fails. */
    synchronized <T> T await(Supplier<@Nullable T> found, Supplier<String> failure) {
        var deadline = System.nanoTime() + Eventually.LIMIT.toNanos();
        try {
            while (true) {
                var value = found.get();
                if (value != null) {
                    return value;
                }
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(failure.get());
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + failure.get(), e);
        }
    }
}

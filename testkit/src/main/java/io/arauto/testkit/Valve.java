package io.arauto.testkit;

import java.time.Duration;

/** What all wires of a {@link FaultyLink} pass through: open or closed, and how late. */
final class Valve {

    private volatile long delayNanos;
    private boolean isClosed;

    synchronized void close() {
        isClosed = true;
    }

    synchronized void open() {
        isClosed = false;
        notifyAll();
    }

    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** When what arrives now is due at the other side. */
    long due() {
        return System.nanoTime() + delayNanos;
    }

    void awaitPassage(long due) throws InterruptedException {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(left));
        }
        synchronized (this) {
            while (isClosed) {
                wait();
            }
        }
    }
}

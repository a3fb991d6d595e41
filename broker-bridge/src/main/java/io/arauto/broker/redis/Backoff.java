package io.arauto.broker.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double from 50 ms to 1 s, each shortened by chance so that nodes do not come back in step. */
public final class Backoff {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Duration current = SHORTEST;

    public Duration next() {
        var drawn = current.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101))
                .dividedBy(100);
        var doubled = current.multipliedBy(2);
        current = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return drawn;
    }

    public void reset() {
        current = SHORTEST;
    }
}

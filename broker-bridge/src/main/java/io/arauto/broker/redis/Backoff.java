package io.arauto.broker.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double from 50 ms up to a limit, each shortened by chance so that nodes do not come back in step. */
public final class Backoff {
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final Duration longest;
    private Duration current = SHORTEST;

    public Backoff(Duration longest) {
        this.longest = longest;
    }

    public Duration next() {
        var drawn = current.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101))
                .dividedBy(100);
        var doubled = current.multipliedBy(2);
        current = doubled.compareTo(longest) > 0 ? longest : doubled;
        return drawn;
    }

    public void reset() {
        current = SHORTEST;
    }
}

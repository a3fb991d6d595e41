package io.arauto.broker.redis;

import java.time.Duration;

/**
 * How many replicas must have an event before its sender is told that it is safe.
 *
 * @param patience how long they may take
 */
public record Replicas(int count, Duration patience) {
    /** The one server is enough. */
    public static final Replicas NONE = new Replicas(0, Duration.ZERO);

    boolean areWanted() {
        return count > 0;
    }
}

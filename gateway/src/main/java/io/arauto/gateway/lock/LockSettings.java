package io.arauto.gateway.lock;

import io.arauto.broker.lock.Bounds;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.time.Duration;

/**
 * @param lease how long a lock outlives the connection of its holder, unless the client asks for another time
 * @param idle how long a holder may do nothing
 */
public record LockSettings(Duration lease, Duration idle, Bounds bounds) {
    static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    static final Duration LONGEST_LEASE = Duration.ofMinutes(5);

    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final Duration LONGEST_WARNING = Duration.ofMinutes(1);

    public static LockSettings from(Environment environment) {
        return new LockSettings(
                environment.duration(Variable.ARAUTO_LOCK_LEASE),
                environment.duration(Variable.ARAUTO_LOCK_IDLE),
                new Bounds(
                        environment.integer(Variable.ARAUTO_LOCKS_PER_SESSION),
                        environment.integer(Variable.ARAUTO_LOCK_WAITERS),
                        CLAIM));
    }

    /** How long before an idle holder loses its locks it is warned. */
    Duration warning() {
        var half = idle.dividedBy(2);
        return half.compareTo(LONGEST_WARNING) < 0 ? half : LONGEST_WARNING;
    }
}

package io.arauto.broker.presence;

import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.time.Duration;

/**
 * How soon presence is believed to have changed.
 *
 * @param awayAfter how long a user without activity stays online
 * @param patience how long a user without connections stays as they were, so that a reconnect is no flicker
 * @param lease how long a node counts as alive after its last sign; renewed four times in it
 */
public record PresenceSettings(Duration awayAfter, Duration patience, Duration lease) {
    private static final Duration LEASE = Duration.ofSeconds(12);

    public static PresenceSettings from(Environment environment) {
        return new PresenceSettings(
                environment.duration(Variable.ARAUTO_PRESENCE_AWAY),
                environment.duration(Variable.ARAUTO_PRESENCE_PATIENCE),
                LEASE);
    }
}

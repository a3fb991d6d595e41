package io.arauto.gateway.preference;

import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.time.Duration;

/**
 * What spares users a flood of notifications.
 *
 * @param window within which repeats of one group are told as one; zero tells each
 * @param mostPerMinute of one module that a session is told; 0 for all
 */
public record Calm(Duration window, int mostPerMinute) {
    /** Throws {@link io.arauto.config.ConfigException}. */
    public static Calm from(Environment environment) {
        return new Calm(
                environment.duration(Variable.ARAUTO_NOTIFICATION_WINDOW),
                environment.integer(Variable.ARAUTO_NOTIFICATIONS_PER_MINUTE));
    }
}

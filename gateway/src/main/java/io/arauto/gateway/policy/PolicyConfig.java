package io.arauto.gateway.policy;

import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.arauto.gateway.auth.Limits;
import java.time.Duration;

/**
 * What holds for tenants that have settled nothing else.
 *
 * @param tokenLifetime the longest that the tokens of the ERP live
 */
public record PolicyConfig(Limits limits, Duration tokenLifetime) {
    /** Throws {@link io.arauto.config.ConfigException}. */
    public static PolicyConfig from(Environment environment) {
        return new PolicyConfig(
                new Limits(
                        environment.integer(Variable.ARAUTO_TENANT_CONNECTIONS),
                        environment.integer(Variable.ARAUTO_USER_CONNECTIONS),
                        environment.integer(Variable.ARAUTO_USER_MESSAGES_PER_MINUTE)),
                environment.duration(Variable.ARAUTO_TOKEN_LIFETIME));
    }

    Settings settings() {
        return new Settings(true, limits, Retention.FOREVER, 0);
    }
}

package io.arauto.broker;

import io.arauto.broker.redis.Authorities;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.RedisUrl;
import io.arauto.broker.redis.Replicas;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.time.Duration;

/**
 * How a process uses Redis.
 *
 * @param node names this process among all of the deployment
 * @param logLength about how many events a topic's hot log keeps
 * @param logAge how long it keeps them after the newest
 * @param onceAge how long a repeated request is recognised
 * @param outboxLimit how many events of a partition may wait for Postgres before publishing is refused
 */
public record BrokerConfig(
        RedisSettings redis, String node, int logLength, Duration logAge, Duration onceAge, int outboxLimit) {
    /** How long the newest id of a quiet topic is known: for so long its clients can resume without loss. */
    public static final Duration LAST_ID_AGE = Duration.ofDays(7);

    /** Throws {@link io.arauto.config.ConfigException}.
     *
     * @param node names this process among all of the deployment */
    public static BrokerConfig from(Environment environment, String node) {
        RedisUrl.from(environment);
        return new BrokerConfig(
                new RedisSettings(
                        environment.text(Variable.REDIS_URL),
                        environment.duration(Variable.ARAUTO_REDIS_TIMEOUT),
                        new Replicas(
                                environment.integer(Variable.ARAUTO_ACK_REPLICAS),
                                environment.duration(Variable.ARAUTO_ACK_WAIT)),
                        Authorities.from(environment)),
                node,
                environment.integer(Variable.ARAUTO_LOG_LENGTH),
                environment.duration(Variable.ARAUTO_LOG_TTL),
                environment.duration(Variable.ARAUTO_IDEMPOTENCY_TTL),
                environment.integer(Variable.ARAUTO_OUTBOX_LIMIT));
    }
}

package io.arauto.broker;

import io.arauto.broker.redis.RedisSettings;
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
    static final Duration LAST_ID_AGE = Duration.ofDays(7);
}

package io.arauto.broker.redis;

import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where Redis is and how it is used.
 *
 * @param url as {@link RedisUrl} reads it
 * @param silence after so long it counts as away
 * @param authorities who vouches for servers that speak TLS
 */
public record RedisSettings(String url, Duration silence, Replicas replicas, Authorities authorities) {
    /** How often an idle connection is given something to say. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(1);

    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    static final int MOST_IN_FLIGHT = 8_192;

    public RedisSettings(String url, Duration silence) {
        this(url, silence, Replicas.NONE);
    }

    public RedisSettings(String url, Duration silence, Replicas replicas) {
        this(url, silence, replicas, Authorities.OF_JVM);
    }

    /** Throws {@link IllegalArgumentException} when the URL is none. */
    public RedisUrl parsed() {
        return RedisUrl.parse(url);
    }

    RedisOptions options(RedisAddress server) {
        var net = authorities
                .applyTo(new NetClientOptions())
                .setSsl(server.isEncrypted())
                .setTcpNoDelay(true)
                .setConnectTimeout((int) silence.toMillis())
                .setSslHandshakeTimeout(silence.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) silence.toMillis());
        return server.applyTo(new RedisOptions())
                .setNetClientOptions(net)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolRecycleTimeout(-1)
                .setPoolCleanerInterval(-1)
                .setPreferredProtocolVersion(ProtocolVersion.RESP3)
                .setMaxWaitingHandlers(MOST_IN_FLIGHT);
    }
}

package io.arauto.chaos;

import io.arauto.embedded.PostgresServer;
import io.arauto.embedded.RedisServer;
import io.arauto.testkit.FaultyLink;
import io.arauto.testkit.JarProcess;
import io.arauto.testkit.TestServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packaged gateways and workers, each a process, over a Redis with replica and sentinels and one Postgres, with a network between that can be broken.
 * The workers and the first gateway follow the sentinels; the other gateways reach Redis through links that are led to the new master, as a proxy would.
 */
final class Cluster implements AutoCloseable {
    private static final int GATEWAYS = 3;
    private static final int WORKERS = 2;
    private static final String DATABASE = "chaos";

    private final ReplicatedRedis redis = new ReplicatedRedis();
    private final PostgresServer postgres = TestServers.postgres();
    private final List<Node> gateways = new ArrayList<>();
    private final List<JarProcess> workers = new ArrayList<>();

    /**
     * A gateway.
     *
     * @param entrance between clients and it
     * @param toRedis between it and Redis, unless it follows the sentinels
     */
    record Node(JarProcess process, FaultyLink entrance, Optional<FaultyLink> toRedis) {}

    /** Returns when every process is ready. */
    static Cluster started() {
        var cluster = new Cluster();
        try {
            cluster.start();
            return cluster;
        } catch (RuntimeException | AssertionError failure) {
            cluster.close();
            throw failure;
        }
    }

    private void start() {
        postgres.createDatabase(DATABASE);
        for (var number = 0; number < WORKERS; number++) {
            workers.add(JarProcess.worker(environment(Map.of("REDIS_URL", redis.url()))));
        }
        for (var number = 0; number < GATEWAYS; number++) {
            var toRedis = number == 0
                    ? Optional.<FaultyLink>empty()
                    : Optional.of(FaultyLink.to(redis.master().port()));
            var process = JarProcess.gateway(environment(Map.of(
                    "REDIS_URL",
                    toRedis.map(link -> "redis://127.0.0.1:" + link.port()).orElseGet(redis::url),
                    "ARAUTO_NODE",
                    "gateway-" + number,
                    "ARAUTO_PING_INTERVAL",
                    "1s",
                    "ARAUTO_PING_TIMEOUT",
                    "2s",
                    "ARAUTO_DRAIN_TIME",
                    "1s",
                    "ARAUTO_ACK_REPLICAS",
                    "1",
                    "ARAUTO_LOG_LENGTH",
                    "10000")));
            gateways.add(new Node(process, FaultyLink.to(process.port()), toRedis));
        }
    }

    /** Returns when the former master is the replica of the new one. */
    void failOver() {
        redis.failOver(port -> gateways.forEach(node -> node.toRedis().ifPresent(link -> link.leadTo(port))));
    }

    /** Lets Redis refuse writes as one whose memory is full does, or take them again. */
    void redisIsFull(boolean full) {
        redis.limitMemory(full ? 1 : 0);
    }

    /** Lets Postgres refuse writes, as a standby does that somebody failed over to too early, or take them again. */
    void postgresIsReadOnly(boolean readOnly) {
        postgres.execute("ALTER SYSTEM SET default_transaction_read_only = " + readOnly);
        postgres.execute("SELECT pg_reload_conf()");
    }

    private Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("DATABASE_URL", postgres.url(DATABASE));
        all.put("ARAUTO_LOG_LEVEL", "warn");
        return all;
    }

    /** The master. */
    RedisServer redis() {
        return redis.master();
    }

    PostgresServer postgres() {
        return postgres;
    }

    String historyUrl() {
        return postgres.adminJdbcUrl(DATABASE);
    }

    List<Node> gateways() {
        return gateways;
    }

    List<JarProcess> workers() {
        return workers;
    }

    @Override
    public void close() {
        gateways.forEach(node -> {
            node.entrance().close();
            node.process().close();
            node.toRedis().ifPresent(FaultyLink::close);
        });
        workers.forEach(JarProcess::close);
        postgres.close();
        redis.close();
    }
}

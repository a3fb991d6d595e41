package io.arauto.chaos;

import io.arauto.chaos.Cluster.Node;
import io.arauto.embedded.RedisServer;
import io.arauto.testkit.FaultyLink;
import io.arauto.testkit.JarProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Something that breaks, stays broken for a while and is mended again. */
@SuppressWarnings("ImmutableEnumChecker") // Blows are functions.
enum Fault {
    GATEWAY_KILLED("kill -9 of a gateway", gateway(500, 3_000, JarProcess::kills, JarProcess::starts)),
    GATEWAY_REPLACED(
            "SIGTERM of a gateway, and a new one", (cluster, random) -> replace(busy(cluster.gateways(), random))),
    GATEWAYS_ROLLED(
            "all gateways replaced, one by one",
            (cluster, _) -> cluster.gateways().forEach(Fault::replace)),
    GATEWAY_STOPPED(
            "SIGSTOP of a gateway for 4 to 8 s", gateway(4_000, 8_000, JarProcess::suspends, JarProcess::resumes)),
    WORKER_KILLED("kill -9 of a worker", worker(500, 5_000, JarProcess::kills, JarProcess::starts)),
    WORKER_STOPPED(
            "SIGSTOP of a worker for 4 to 12 s", worker(4_000, 12_000, JarProcess::suspends, JarProcess::resumes)),
    REDIS_KILLED("kill -9 of Redis", redis(500, 3_000, RedisServer::kill, RedisServer::restart)),
    REDIS_STOPPED("SIGSTOP of Redis for 2 to 8 s", redis(2_000, 8_000, RedisServer::suspend, RedisServer::resume)),
    REDIS_FAILOVER("kill -9 of Redis, its replica promoted", (cluster, _) -> cluster.failOver()),
    REDIS_FULL("Redis out of memory for 1 to 5 s", (cluster, random) -> {
        cluster.redisIsFull(true);
        pause(random, 1_000, 5_000);
        cluster.redisIsFull(false);
    }),
    POSTGRES_READ_ONLY("Postgres read-only for 1 to 5 s", (cluster, random) -> {
        cluster.postgresIsReadOnly(true);
        pause(random, 1_000, 5_000);
        cluster.postgresIsReadOnly(false);
    }),
    POSTGRES_CRASHED("crash of Postgres", (cluster, random) -> {
        cluster.postgres().crash();
        pause(random, 1_000, 5_000);
        cluster.postgres().restart();
    }),
    REDIS_LINK_CUT("a gateway's connections to Redis reset", toRedis(0, 2_000, FaultyLink::cut, FaultyLink::mend)),
    REDIS_LINK_STALLED(
            "a gateway's connections to Redis silent for 2 to 6 s",
            toRedis(2_000, 6_000, FaultyLink::stall, FaultyLink::flow)),
    REDIS_LINK_SLOW("a gateway 20 to 200 ms away from Redis for 5 s", (cluster, random) -> {
        var delay = Duration.ofMillis(random.nextInt(20, 200));
        toRedis(5_000, 5_001, link -> link.delay(delay), link -> link.delay(Duration.ZERO))
                .strike(cluster, random);
    }),
    CLIENTS_CUT("all connections of a gateway's clients reset", clients(0, 3_000, FaultyLink::cut, FaultyLink::mend)),
    CLIENTS_STALLED(
            "a gateway's clients without network for 2 to 6 s",
            clients(2_000, 6_000, FaultyLink::stall, FaultyLink::flow));

    private final String what;
    private final Blow blow;

    /** Breaks, waits and mends. */
    private interface Blow {
        void strike(Cluster cluster, Random random) throws InterruptedException;
    }

    Fault(String what, Blow blow) {
        this.what = what;
        this.blow = blow;
    }

    /** In words. */
    String what() {
        return what;
    }

    /** Breaks it, waits, and mends it; a process that was ended is ready again when this returns. */
    void strike(Cluster cluster, Random random) throws InterruptedException {
        blow.strike(cluster, random);
    }

    private static Blow gateway(int least, int most, Consumer<JarProcess> breaks, Consumer<JarProcess> mends) {
        return blow((cluster, random) -> busy(cluster.gateways(), random).process(), least, most, breaks, mends);
    }

    private static Blow worker(int least, int most, Consumer<JarProcess> breaks, Consumer<JarProcess> mends) {
        return blow((cluster, random) -> any(cluster.workers(), random), least, most, breaks, mends);
    }

    private static Blow redis(int least, int most, Consumer<RedisServer> breaks, Consumer<RedisServer> mends) {
        return blow((cluster, _) -> cluster.redis(), least, most, breaks, mends);
    }

    private static Blow toRedis(int least, int most, Consumer<FaultyLink> breaks, Consumer<FaultyLink> mends) {
        return blow(
                (cluster, random) -> any(
                        cluster.gateways().stream()
                                .flatMap(node -> node.toRedis().stream())
                                .toList(),
                        random),
                least,
                most,
                breaks,
                mends);
    }

    private static Blow clients(int least, int most, Consumer<FaultyLink> breaks, Consumer<FaultyLink> mends) {
        return blow((cluster, random) -> busy(cluster.gateways(), random).entrance(), least, most, breaks, mends);
    }

    /** @param least milliseconds until it is mended */
    private static <T> Blow blow(
            BiFunction<Cluster, Random, T> victim, int least, int most, Consumer<T> breaks, Consumer<T> mends) {
        return (cluster, random) -> {
            var struck = victim.apply(cluster, random);
            breaks.accept(struck);
            pause(random, least, most);
            mends.accept(struck);
        };
    }

    private static void replace(Node node) {
        var status = node.process().terminates();
        if (status != 0) {
            throw new IllegalStateException("a gateway ended with " + status + " on SIGTERM");
        }
        node.process().starts();
    }

    /** One that has clients: the others would not be missed. */
    private static Node busy(List<Node> gateways, Random random) {
        return any(
                gateways.stream()
                        .filter(node -> node.entrance().connections() > 0)
                        .toList(),
                random);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static void pause(Random random, int least, int most) throws InterruptedException {
        Thread.sleep(random.nextInt(least, most));
    }
}

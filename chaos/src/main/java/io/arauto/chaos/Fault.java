package io.arauto.chaos;

import io.arauto.chaos.Cluster.Node;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Something that breaks, stays broken for a while and is mended again. */
enum Fault {
    GATEWAY_KILLED("kill -9 of a gateway") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var process = busy(cluster, random).process();
            process.kills();
            pause(random, 500, 3_000);
            process.starts();
        }
    },
    GATEWAY_REPLACED("SIGTERM of a gateway, and a new one") {
        @Override
        void strike(Cluster cluster, Random random) {
            replace(busy(cluster, random));
        }
    },
    GATEWAYS_ROLLED("all gateways replaced, one by one") {
        @Override
        void strike(Cluster cluster, Random random) {
            cluster.gateways().forEach(Fault::replace);
        }
    },
    GATEWAY_STOPPED("SIGSTOP of a gateway for 4 to 8 s") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var process = busy(cluster, random).process();
            process.suspends();
            pause(random, 4_000, 8_000);
            process.resumes();
        }
    },
    WORKER_KILLED("kill -9 of a worker") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var worker = any(cluster.workers(), random);
            worker.kills();
            pause(random, 500, 5_000);
            worker.starts();
        }
    },
    WORKER_STOPPED("SIGSTOP of a worker for 4 to 12 s") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var worker = any(cluster.workers(), random);
            worker.suspends();
            pause(random, 4_000, 12_000);
            worker.resumes();
        }
    },
    REDIS_KILLED("kill -9 of Redis") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            cluster.redis().kill();
            pause(random, 500, 3_000);
            cluster.redis().restart();
        }
    },
    REDIS_STOPPED("SIGSTOP of Redis for 2 to 8 s") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            cluster.redis().suspend();
            pause(random, 2_000, 8_000);
            cluster.redis().resume();
        }
    },
    POSTGRES_CRASHED("crash of Postgres") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            cluster.postgres().crash();
            pause(random, 1_000, 5_000);
            cluster.postgres().restart();
        }
    },
    REDIS_LINK_CUT("a gateway's connections to Redis reset") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var link = busy(cluster, random).toRedis();
            link.cut();
            pause(random, 0, 2_000);
            link.mend();
        }
    },
    REDIS_LINK_STALLED("a gateway's connections to Redis silent for 2 to 6 s") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var link = busy(cluster, random).toRedis();
            link.stall();
            pause(random, 2_000, 6_000);
            link.flow();
        }
    },
    REDIS_LINK_SLOW("a gateway 20 to 200 ms away from Redis for 5 s") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var link = busy(cluster, random).toRedis();
            link.delay(Duration.ofMillis(random.nextInt(20, 200)));
            pause(random, 5_000, 5_001);
            link.delay(Duration.ZERO);
        }
    },
    CLIENTS_CUT("all connections of a gateway's clients reset") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var link = busy(cluster, random).entrance();
            link.cut();
            pause(random, 0, 3_000);
            link.mend();
        }
    },
    CLIENTS_STALLED("a gateway's clients without network for 2 to 6 s") {
        @Override
        void strike(Cluster cluster, Random random) throws InterruptedException {
            var link = busy(cluster, random).entrance();
            link.stall();
            pause(random, 2_000, 6_000);
            link.flow();
        }
    };

    private final String what;

    Fault(String what) {
        this.what = what;
    }

    /** In words. */
    String what() {
        return what;
    }

    /** Breaks it, waits, and mends it; a process that was ended is ready again when this returns. */
    abstract void strike(Cluster cluster, Random random) throws InterruptedException;

    private static void replace(Node node) {
        var status = node.process().terminates();
        if (status != 0) {
            throw new IllegalStateException("a gateway ended with " + status + " on SIGTERM");
        }
        node.process().starts();
    }

    /** One that has clients: the others would not be missed. */
    private static Node busy(Cluster cluster, Random random) {
        return any(
                cluster.gateways().stream()
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

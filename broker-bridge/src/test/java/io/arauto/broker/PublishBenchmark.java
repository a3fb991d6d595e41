package io.arauto.broker;

import io.arauto.broker.redis.RedisSettings;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Durable publishes per second over one event loop and one Redis, and what each costs both sides in CPU time. Run with
 * {@code mvn -q -pl broker-bridge -am test-compile exec:exec@publish-benchmark}.
 */
public final class PublishBenchmark {
    private static final int TENANTS = 50;
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final Broker broker;
    private final EmbeddedRedis redis;

    private PublishBenchmark(Broker broker, EmbeddedRedis redis) {
        this.broker = broker;
        this.redis = redis;
    }

    public static void main(String[] arguments) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try (var redis = EmbeddedRedis.start()) {
            var settings = new RedisSettings(redis.url(), Duration.ofSeconds(10));
            var config = new BrokerConfig(
                    settings, "benchmark", 100, Duration.ofHours(1), Duration.ofMinutes(1), Integer.MAX_VALUE);
            var broker = new Broker(vertx, config);
            broker.start();
            Eventually.isTrue("ready", broker::isReady);
            var benchmark = new PublishBenchmark(broker, redis);
            System.out.println("in flight   publishes/s   gateway us each   redis us each");
            for (var inFlight : List.of(256, 1, 8, 64, 256, 1024)) {
                benchmark.round(vertx, inFlight);
            }
            broker.stop().await();
        } finally {
            vertx.close().await();
        }
    }

    private void round(Vertx vertx, int inFlight) throws Exception {
        var cpu = processCpu();
        var redisCpu = redisCpu();
        var start = System.nanoTime();
        Promise<Integer> done = Promise.promise();
        vertx.runOnContext(_ -> new Pump(start + ROUND.toNanos(), inFlight, done).start());
        var published = done.future().await();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%9d %13.0f %17.1f %15.1f%n",
                inFlight,
                published / seconds,
                (processCpu() - cpu) / 1e3 / published,
                (redisCpu() - redisCpu) / 1e3 / published);
    }

    /** Keeps a number of publications in flight until a deadline. */
    private final class Pump {
        private final long deadline;
        private final int inFlight;
        private final Promise<Integer> done;
        private int published;
        private int pending;

        Pump(long deadline, int inFlight, Promise<Integer> done) {
            this.deadline = deadline;
            this.inFlight = inFlight;
            this.done = done;
        }

        void start() {
            for (var index = 0; index < inFlight; index++) {
                next();
            }
        }

        private void next() {
            pending++;
            publish()
                    .onComplete(
                            _ -> {
                                pending--;
                                published++;
                                if (System.nanoTime() < deadline) {
                                    next();
                                } else if (pending == 0) {
                                    done.complete(published);
                                }
                            },
                            done::tryFail);
        }
    }

    private Future<Published> publish() {
        var random = ThreadLocalRandom.current();
        var tenant = new Tenant("tenant-" + random.nextInt(TENANTS));
        var body =
                "2[\"chat:message\",{\"id\":\"\1\",\"channel\":\"vendas\",\"from\":{\"userId\":\"1\",\"username\":\"joao.silva\","
                        + "\"name\":\"João Silva\"},\"text\":\"Nova venda de R$ 1.234,56\",\"timestamp\":\"\2\"},\"\1\"]";
        return broker.publisher()
                .publish(
                        Publication.of(tenant, List.of(Topic.channel("vendas")), EventKind.MESSAGE, Buffer.buffer(body))
                                .once("1", Long.toHexString(random.nextLong()))
                                .counted("vendas", "1"));
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private long redisCpu() {
        return ProcessHandle.of(redis.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow()
                .toNanos();
    }
}

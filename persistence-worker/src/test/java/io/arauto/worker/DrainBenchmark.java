package io.arauto.worker;

import io.arauto.broker.Broker;
import io.arauto.broker.BrokerConfig;
import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.config.Environment;
import io.arauto.embedded.EmbeddedPostgres;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.process.Launcher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How fast one worker writes a backlog to Postgres, and what an event costs worker, Postgres and Redis in CPU time: {@code mvn -q -pl
 * persistence-worker -am test-compile exec:exec@drain-benchmark -Devents=1000000}. The heap is small, so a backlog that was held in memory
 * would end it.
 */
public final class DrainBenchmark {
    private static final int TENANTS = 200;
    private static final int AT_ONCE = 512;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Environment environment;
    private final EmbeddedRedis redis;
    private final EmbeddedPostgres postgres;

    private DrainBenchmark(Environment environment, EmbeddedRedis redis, EmbeddedPostgres postgres) {
        this.environment = environment;
        this.redis = redis;
        this.postgres = postgres;
    }

    public static void main(String[] arguments) throws Exception {
        var events = Integer.parseInt(arguments[0]);
        try (var redis = EmbeddedRedis.start();
                var postgres = EmbeddedPostgres.start()) {
            postgres.createDatabase("arauto");
            var environment = Environment.of(Map.of(
                    "REDIS_URL",
                    redis.url(),
                    "DATABASE_URL",
                    postgres.url("arauto"),
                    "ARAUTO_MANAGEMENT_PORT",
                    "0",
                    "ARAUTO_OUTBOX_LIMIT",
                    "10000000",
                    "ARAUTO_LOG_LENGTH",
                    "100"));
            var benchmark = new DrainBenchmark(environment, redis, postgres);
            var vertx = Launcher.vertx();
            // The first events are for the compilers.
            for (var count : List.of(Math.max(events / 10, TENANTS), events)) {
                benchmark.fill(vertx, count);
                benchmark.drain(vertx, count);
            }
            vertx.close().await();
        }
        System.exit(0);
    }

    private void fill(Vertx vertx, int events) {
        var broker = new Broker(vertx, BrokerConfig.from(environment, "benchmark"));
        broker.start();
        for (var from = 0; from < events; from += AT_ONCE) {
            var publishing = new ArrayList<Future<?>>();
            for (var number = from; number < Math.min(from + AT_ONCE, events); number++) {
                publishing.add(broker.publisher().publish(message(number)));
            }
            Future.all(publishing).await();
        }
        broker.stop().await();
    }

    private static Publication message(int number) {
        var body =
                "2[\"chat:message\",{\"id\":\"\1\",\"timestamp\":\"\2\",\"channel\":\"vendas\",\"from\":{\"userId\":\"1\","
                        + "\"username\":\"joao.silva\",\"name\":\"João Silva\"},\"text\":\"Nova venda, pedido " + number
                        + ", R$ 1.234,56\"},\"\1\"]";
        return Publication.of(
                        new Tenant("tenant-" + number % TENANTS),
                        List.of(Topic.channel("vendas")),
                        EventKind.MESSAGE,
                        Buffer.buffer(body))
                .counted("vendas", "1");
    }

    private void drain(Vertx vertx, int events) throws IOException, InterruptedException, SQLException {
        var before = Cpu.of(redis, postgres);
        var begun = System.nanoTime();
        var stored = stored();
        var worker = new Worker(vertx, WorkerConfig.from(environment));
        worker.start().await();
        while (waiting(worker.managementPort()) > 0 || stored() - stored < events) {
            Thread.sleep(LOOK_EVERY);
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        var spent = Cpu.of(redis, postgres).since(before);
        worker.stop().await();
        System.out.printf(
                "%d events, %.0f a second; CPU us each: worker %.1f, Postgres %.1f, Redis %.1f; heap of at most %d MB%n",
                events,
                events / seconds,
                spent.worker() / 1e3 / events,
                spent.postgres() / 1e3 / events,
                spent.redis() / 1e3 / events,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** By the worker's own metrics; before its first look that is nothing. */
    private static long waiting(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                    .build();
            return client.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("arauto_outbox_entries"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    private long stored() throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.adminJdbcUrl("arauto"));
                var tables = connection.createStatement().executeQuery("SELECT to_regclass('messages') IS NOT NULL")) {
            tables.next();
            if (!tables.getBoolean(1)) {
                return 0;
            }
            try (var rows = connection.createStatement().executeQuery("SELECT count(*) FROM messages")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** CPU time in nanoseconds. */
    private record Cpu(long worker, long postgres, long redis) {
        static Cpu of(EmbeddedRedis redis, EmbeddedPostgres postgres) {
            var own = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Cpu(own.getProcessCpuTime(), ofTree(postgres.pid()), ofTree(redis.pid()));
        }

        /** Of the process and those it has started and that still run. */
        private static long ofTree(long pid) {
            return ProcessHandle.of(pid).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .flatMap(process -> process.info().totalCpuDuration().stream())
                    .mapToLong(Duration::toNanos)
                    .sum();
        }

        Cpu since(Cpu before) {
            return new Cpu(worker - before.worker, postgres - before.postgres, redis - before.redis);
        }
    }
}

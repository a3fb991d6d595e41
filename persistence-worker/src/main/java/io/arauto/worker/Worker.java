package io.arauto.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.arauto.broker.Broker;
import io.arauto.broker.outbox.OutboxConsumer;
import io.arauto.broker.outbox.OutboxSettings;
import io.arauto.process.Health;
import io.arauto.process.Lifecycle;
import io.arauto.process.ManagementServer;
import io.arauto.process.RedisHealth;
import io.arauto.trace.Traces;
import io.arauto.worker.storage.Databases;
import io.arauto.worker.storage.PostgresWriter;
import io.arauto.worker.storage.Pulse;
import io.arauto.worker.storage.Retention;
import io.arauto.worker.storage.Schema;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrates the schema, then writes history. Any number of workers share the work. */
public final class Worker implements Lifecycle, Health {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PARTITIONS_EVERY = Duration.ofHours(6);
    private static final Duration RETENTION_EVERY = Duration.ofHours(1);
    private static final Duration PULSE_EVERY = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final WorkerConfig config;
    private final Broker broker;
    private final Schema schema;
    private final HikariDataSource storage;
    private final Retention retention;
    private final Pulse pulse;
    private final Traces traces;
    private final WorkerMetrics metrics = new WorkerMetrics();
    private final ManagementServer management;
    private volatile @Nullable OutboxConsumer consumer;

    public Worker(Vertx vertx, WorkerConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.broker = new Broker(vertx, config.broker());
        var owner = Databases.owner(config.database());
        this.schema = new Schema(owner);
        this.storage = Databases.writer(config.database(), config.connections());
        this.retention = new Retention(owner, storage);
        this.pulse = new Pulse(storage);
        this.traces = Traces.of(vertx, config.traces());
        metrics.watchPostgres(pulse::isThere);
        RedisHealth.watch(vertx, metrics.registry(), broker::isReady, broker.subscriptions()::servers);
        this.management = new ManagementServer(vertx, config.managementPort(), this, metrics.registry());
    }

    /** Completes when history is being written; until Postgres can be reached it tries again. */
    @Override
    public Future<Void> start() {
        broker.start();
        vertx.setPeriodic(
                0, PULSE_EVERY.toMillis(), _ -> Thread.ofVirtual().name("pulse").start(pulse::feel));
        vertx.setPeriodic(PARTITIONS_EVERY.toMillis(), _ -> vertx.executeBlocking(this::makePartitions));
        return management.start().compose(_ -> prepare()).onSuccess(_ -> {
            var writer = metrics.count(new TracedWriter(new PostgresWriter(storage), traces));
            var started = broker.consume(OutboxSettings.of(config.batch(), config.connections()), writer);
            metrics.watch(started::backlog);
            consumer = started;
            vertx.setPeriodic(0, RETENTION_EVERY.toMillis(), _ -> forget());
            log.info("worker_started node={}", config.node());
        });
    }

    /** On a thread of its own: the first time may take long. What fails is done an hour later. */
    private void forget() {
        Thread.ofVirtual().name("retention").start(() -> {
            try {
                var gone = retention.apply(Instant.now());
                if (gone > 0) {
                    log.info("retention_applied rows={}", gone);
                }
            } catch (SQLException failure) {
                log.warn("retention_waits reason={}", failure.getMessage());
            }
        });
    }

    private Future<Void> prepare() {
        return vertx.executeBlocking(() -> {
                    schema.migrate();
                    return makePartitions();
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    if (!(failure instanceof FlywayException || failure instanceof SQLException)) {
                        return Future.failedFuture(failure);
                    }
                    log.warn("schema_waits reason={}", failure.getMessage());
                    return vertx.timer(RETRY.toMillis(), TimeUnit.MILLISECONDS).compose(_ -> prepare());
                });
    }

    private LocalDate makePartitions() throws SQLException {
        var today = LocalDate.now(ZoneOffset.UTC);
        schema.makePartitions(today);
        schema.turnDays(today, config.resumeAge());
        return today;
    }

    /** Finishes the batches in hand and leaves the partitions to other workers. */
    @Override
    public Future<Void> stop() {
        var stopped = Promise.<Void>promise();
        Thread.ofVirtual().name("stop").start(() -> {
            var running = consumer;
            if (running != null) {
                running.close();
            }
            storage.close();
            stopped.complete();
        });
        return stopped.future()
                .eventually(traces::close)
                .eventually(broker::stop)
                .eventually(management::stop);
    }

    @Override
    public boolean isStarted() {
        return consumer != null;
    }

    @Override
    public Optional<String> obstacle() {
        if (!isStarted()) {
            return Optional.of("starting");
        }
        return broker.isReady() ? Optional.empty() : Optional.of("redis_away");
    }

    public int managementPort() {
        return management.actualPort();
    }
}

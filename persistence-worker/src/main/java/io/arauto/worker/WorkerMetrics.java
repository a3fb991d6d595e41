package io.arauto.worker;

import io.arauto.broker.outbox.Backlog;
import io.arauto.broker.outbox.BatchWriter;
import io.arauto.process.ProcessMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a worker tells of itself. */
final class WorkerMetrics {
    private final PrometheusMeterRegistry registry = ProcessMetrics.registry();
    private final Counter written = Counter.builder("arauto.worker.written")
            .description("Events stored")
            .register(registry);
    private final Counter rejected = Counter.builder("arauto.worker.rejected")
            .description("Events that can never be stored")
            .register(registry);
    private final Counter failed = Counter.builder("arauto.worker.failed")
            .description("Batches that have to be written again")
            .register(registry);
    private final Timer batch = Timer.builder("arauto.worker.batch")
            .description("Time to store a batch")
            .publishPercentileHistogram()
            .register(registry);

    PrometheusMeterRegistry registry() {
        return registry;
    }

    BatchWriter count(BatchWriter writer) {
        return entries -> {
            var sample = Timer.start(registry);
            try {
                var refused = writer.write(entries);
                written.increment(entries.size() - refused.size());
                rejected.increment(refused.size());
                return refused;
            } catch (RuntimeException failure) {
                failed.increment();
                throw failure;
            } finally {
                sample.stop(batch);
            }
        };
    }

    void watch(Supplier<Backlog> backlog) {
        gauge(
                "arauto.outbox.entries",
                "Events that wait to be stored",
                () -> backlog.get().entries());
        gauge(
                "arauto.outbox.age.seconds",
                "Age of the oldest of them",
                () -> backlog.get().age().toMillis() / 1000.0);
        gauge("arauto.outbox.dead", "Dead letters", () -> backlog.get().dead());
        gauge(
                "arauto.outbox.partitions",
                "Partitions that this worker owns",
                () -> backlog.get().partitions());
    }

    void watchPostgres(BooleanSupplier postgres) {
        gauge("arauto.postgres.up", "1 while Postgres answers", () -> postgres.getAsBoolean() ? 1 : 0);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}

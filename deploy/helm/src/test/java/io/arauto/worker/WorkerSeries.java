package io.arauto.worker;

import io.arauto.broker.outbox.Backlog;
import java.time.Duration;
import java.util.List;

/** What a worker tells of itself; from its package, since nobody else needs its meters. */
public final class WorkerSeries {
    private WorkerSeries() {}

    /** In Prometheus' text format. */
    public static String text() throws InterruptedException {
        var metrics = new WorkerMetrics();
        metrics.count(_ -> List.of()).write(List.of());
        metrics.watchPostgres(() -> true);
        metrics.watch(() -> new Backlog(0, Duration.ZERO, 0, 0));
        return metrics.registry().scrape();
    }
}

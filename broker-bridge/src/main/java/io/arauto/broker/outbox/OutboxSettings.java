package io.arauto.broker.outbox;

import java.time.Duration;

/**
 * How a worker takes entries from the outbox.
 *
 * @param batch most entries that are written at a time
 * @param lanes how many batches are written side by side, each of partitions of its own
 * @param pause between looks at partitions that were found empty
 * @param lease how long a partition stays with a worker that died
 */
public record OutboxSettings(int batch, int lanes, Duration pause, Duration lease) {
    public static OutboxSettings of(int batch, int lanes) {
        return new OutboxSettings(batch, lanes, Duration.ofMillis(200), Duration.ofSeconds(5));
    }
}

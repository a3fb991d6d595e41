package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
import io.arauto.broker.redis.Partition;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** The latest figures of each partition that this worker owns; zero for all others. */
final class Gauges {
    private final AtomicLongArray entries = new AtomicLongArray(Partition.COUNT);
    private final AtomicLongArray oldest = new AtomicLongArray(Partition.COUNT);
    private final AtomicLongArray dead = new AtomicLongArray(Partition.COUNT);
    private volatile int owned;

    void entries(Partition partition, long count) {
        entries.set(partition.number(), count);
        if (count == 0) {
            oldest.set(partition.number(), 0);
        }
    }

    void oldest(Partition partition, EventId head) {
        oldest.set(partition.number(), head.millis());
    }

    void dead(Partition partition, long count) {
        dead.set(partition.number(), count);
    }

    void owned(int count) {
        owned = count;
    }

    void disowned(Partition partition) {
        entries(partition, 0);
        dead(partition, 0);
    }

    Backlog backlog() {
        var head = IntStream.range(0, Partition.COUNT)
                .mapToLong(oldest::get)
                .filter(millis -> millis > 0)
                .min();
        var age = head.isPresent() ? Math.max(0, System.currentTimeMillis() - head.getAsLong()) : 0;
        return new Backlog(sum(entries), Duration.ofMillis(age), sum(dead), owned);
    }

    private static long sum(AtomicLongArray figures) {
        return IntStream.range(0, Partition.COUNT).mapToLong(figures::get).sum();
    }
}

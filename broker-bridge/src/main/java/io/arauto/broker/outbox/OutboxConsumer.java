package io.arauto.broker.outbox;

import io.arauto.broker.redis.RedisLinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * Moves what is published into storage, together with all other live workers. The 256 partitions are shared out evenly; each is
 * drained by its owner alone, in order, in batches that are trimmed only after they were stored.
 */
public final class OutboxConsumer implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Gauges gauges = new Gauges();
    private final PartitionLeases leases;
    private final List<Thread> threads = new ArrayList<>();

    /** Starts at once; while Redis is away it tries again. Use {@link io.arauto.broker.Broker#consume}. */
    public OutboxConsumer(RedisLinks links, String node, OutboxSettings settings, BatchWriter writer) {
        var outbox = new OutboxStreams(links, gauges);
        this.leases = new PartitionLeases(links, node + '/' + UUID.randomUUID(), settings.lease(), gauges);
        threads.add(Thread.ofVirtual().name("outbox-leases").start(() -> leases.keep(outbox, closing)));
        for (var number = 0; number < settings.lanes(); number++) {
            var lane = new Lane(number, settings, leases, outbox, writer, closing);
            threads.add(Thread.ofVirtual().name("outbox-lane-" + number).start(lane));
        }
    }

    public Backlog backlog() {
        return gauges.backlog();
    }

    /** Finishes the batches in hand and leaves the partitions to others. */
    @Override
    public void close() {
        closing.countDown();
        try {
            var deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
            for (var thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
            leases.leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

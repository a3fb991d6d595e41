package io.arauto.broker.outbox;

import io.arauto.broker.redis.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that reads, stores and trims the entries of its share of the worker's partitions, over and over. */
final class Lane implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final int number;
    private final OutboxSettings settings;
    private final PartitionLeases leases;
    private final OutboxStreams outbox;
    private final BatchWriter writer;
    private final CountDownLatch closing;
    private final Backoff backoff = new Backoff(LONGEST_PAUSE);
    private boolean failing;

    Lane(
            int number,
            OutboxSettings settings,
            PartitionLeases leases,
            OutboxStreams outbox,
            BatchWriter writer,
            CountDownLatch closing) {
        this.number = number;
        this.settings = settings;
        this.leases = leases;
        this.outbox = outbox;
        this.writer = writer;
        this.closing = closing;
    }

    @Override
    public void run() {
        try {
            var pause = Duration.ZERO;
            while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = turn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next. After a failure nothing was trimmed, so the same entries are read again. */
    private Duration turn() throws InterruptedException {
        try {
            leases.giveUpUnwanted(number, settings.lanes());
            var batch = outbox.read(leases.held(number, settings.lanes()), settings.batch());
            if (batch.isEmpty()) {
                works();
                return settings.pause();
            }
            outbox.settle(batch, store(batch.entries()));
            works();
            return Duration.ZERO;
        } catch (RuntimeException failure) {
            return fails(failure);
        }
    }

    private void works() {
        backoff.reset();
        if (failing) {
            log.info("outbox_lane_recovered lane={}", number);
            failing = false;
        }
    }

    /** An outage is logged when it begins, not with each attempt. */
    private Duration fails(RuntimeException failure) {
        if (!failing) {
            log.warn("outbox_lane_failed lane={} reason={}", number, failure.toString());
            failing = true;
        }
        return backoff.next();
    }

    private List<Rejected> store(List<OutboxEntry> entries) throws InterruptedException {
        return entries.isEmpty() ? List.of() : writer.write(entries);
    }
}

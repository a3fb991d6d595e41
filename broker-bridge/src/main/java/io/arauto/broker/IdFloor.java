package io.arauto.broker;

import io.arauto.broker.redis.Partition;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The newest event id that this process has seen of each partition: what is published next must be newer, whatever Redis lost. */
public final class IdFloor {
    private final AtomicReferenceArray<EventId> newest = new AtomicReferenceArray<>(Partition.COUNT);

    public EventId of(Partition partition) {
        var id = newest.get(partition.number());
        return id == null ? EventId.NONE : id;
    }

    public void raise(Partition partition, EventId seen) {
        newest.accumulateAndGet(
                partition.number(), seen, (before, now) -> before == null || now.isAfter(before) ? now : before);
    }
}

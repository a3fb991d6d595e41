package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
import io.arauto.broker.redis.Partition;
import java.util.List;
import java.util.Map;

/**
 * The heads of some partitions' outboxes.
 *
 * @param entries of all of them, those of a partition in order
 * @param newest the last id read of each partition: up to which it is trimmed once all is stored
 * @param unreadable entries that are none, such as those of a later version; raw, to be kept as dead letters
 */
record Batch(List<OutboxEntry> entries, Map<Partition, EventId> newest, List<DeadLetter> unreadable) {
    boolean isEmpty() {
        return newest.isEmpty();
    }
}

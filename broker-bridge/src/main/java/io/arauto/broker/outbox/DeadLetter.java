package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
import io.arauto.broker.redis.Partition;

/** An entry on its way to the dead letters of its partition. */
record DeadLetter(Partition partition, EventId id, String reason) {
    private static final int LONGEST_REASON = 500;

    DeadLetter {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    static DeadLetter of(Rejected rejected) {
        var entry = rejected.entry();
        return new DeadLetter(Partition.of(entry.tenant()), entry.id(), rejected.reason());
    }
}

package io.arauto.broker.outbox;

import java.util.List;

/** Where entries go. Called on virtual threads, several at a time, never two with entries of the same partition; may block. */
@FunctionalInterface
public interface BatchWriter {
    /**
     * Stores all entries but those it returns. Entries of one partition come in order of id; those of several partitions are mixed.
     * The same entry may come again, after a crash even by another worker: it must then change nothing.
     *
     * @return the entries that can never be stored; they go to the dead letters
     * @throws RuntimeException when nothing was stored for now: the same entries come again after a while
     */
    List<Rejected> write(List<OutboxEntry> batch) throws InterruptedException;
}

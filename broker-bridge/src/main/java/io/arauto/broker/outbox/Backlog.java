package io.arauto.broker.outbox;

import java.time.Duration;

/**
 * What waits in the partitions that this worker owns.
 *
 * @param entries not yet stored
 * @param age of the oldest of them; zero when there is none
 * @param dead entries that could not be stored, kept for a person to look at
 * @param partitions how many of them this worker owns
 */
public record Backlog(long entries, Duration age, long dead, int partitions) {}

package io.arauto.broker.lock;

import java.time.Duration;

/**
 * @param locks most that one session holds and waits for
 * @param waiters most for one lock
 * @param claim how long a lock that was granted to a waiter stays unclaimed
 */
public record Bounds(int locks, int waiters, Duration claim) {}

package io.arauto.chaos;

import org.jspecify.annotations.Nullable;

/**
 * An event that the cluster said yes to.
 *
 * @param at when, by {@link System#nanoTime()}
 * @param to the one other user that gets it; null for everyone of the tenant
 */
record Acked(
        EventId id,
        Kind kind,
        String mark,
        String from,
        @Nullable String to,
        long at) {

    boolean isFor(String user) {
        return to == null || to.equals(user) || from.equals(user);
    }
}

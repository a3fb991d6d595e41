package io.arauto.gateway.event;

import org.jspecify.annotations.Nullable;

/** Told of every answer, for figures; from any event loop. */
@FunctionalInterface
public interface EventObserver {
    /**
     * @param event a name that is handled, or {@code unknown}
     * @param refused why there was no {@code ok}, or null
     * @param nanos from the request to the answer
     */
    void answered(String event, @Nullable ErrorCode refused, long nanos);
}

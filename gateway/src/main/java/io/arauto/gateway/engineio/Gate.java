package io.arauto.gateway.engineio;

import java.time.Duration;
import java.util.Optional;

/** Decides whether one more connection is let in, before anything is kept of it, and is told who came and went. */
@FunctionalInterface
public interface Gate {
    /**
     * When to try again, for a client that can't be let in now; it is told so with HTTP 503.
     *
     * @param open the connections of this node
     */
    Optional<Duration> refusal(int open);

    /** @param transport the first one, {@code websocket} or {@code polling} */
    default void entered(String transport) {}

    default void left(CloseReason reason) {}
}

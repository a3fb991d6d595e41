package io.arauto.process;

import java.util.Optional;

/** The state of a process as Kubernetes' probes ask for it. */
public interface Health {
    boolean isStarted();

    /** Why nobody should be sent here now, in a stable word such as {@code redis_away}; empty when the process is ready. */
    Optional<String> obstacle();

    default boolean isReady() {
        return obstacle().isEmpty();
    }
}

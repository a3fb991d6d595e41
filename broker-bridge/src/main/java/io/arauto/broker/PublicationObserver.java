package io.arauto.broker;

import java.util.Locale;

/** Told, for figures, of events that are published; from any event loop. */
@FunctionalInterface
public interface PublicationObserver {
    /** A closed vocabulary for metrics. */
    enum Outcome {
        STORED,
        /** The answer of before, to one that asks again. */
        REPEATED,
        /** The sender may not send as much. */
        LIMITED,
        BACKLOG_FULL,
        REJECTED,
        UNAVAILABLE;

        /** The outcome as a label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Each event that was published, and no repetition. */
    void published(Publication publication);

    /** @param nanos from the call to the answer of Redis, and of as many replicas as are asked for */
    default void answered(Outcome outcome, long nanos) {}

    /** Tells all of them. */
    static PublicationObserver all(PublicationObserver... observers) {
        return new PublicationObserver() {
            @Override
            public void published(Publication publication) {
                for (var observer : observers) {
                    observer.published(publication);
                }
            }

            @Override
            public void answered(Outcome outcome, long nanos) {
                for (var observer : observers) {
                    observer.answered(outcome, nanos);
                }
            }
        };
    }
}

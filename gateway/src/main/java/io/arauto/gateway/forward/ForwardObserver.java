package io.arauto.gateway.forward;

import java.util.Locale;

/** Is told what became of requests for other nodes. */
public interface ForwardObserver {
    /** A closed vocabulary for metrics. */
    enum Outcome {
        ANSWERED,
        UPGRADED,
        /** No node holds such a connection, or the one that did is gone. */
        NO_NODE,
        /** As many were under way as permitted, or the body was too long. */
        REFUSED,
        /** The client hung up first. */
        ABANDONED;

        /** The outcome as a label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void forwarded(Outcome outcome);
}

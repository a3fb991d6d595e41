package io.arauto.broker.lock;

import java.util.Locale;

/** What became of a session's client. */
public enum ClientState {
    /** It resumed, on whatever node. */
    BACK,
    /** It went without a word: it keeps its locks for the rest of their leases, and its places in queues are passed over. */
    AWAY,
    /** It said good-bye: it holds and waits for nothing any more. */
    GONE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.arauto.gateway.session;

import java.util.Locale;

/** Whether a session goes on where the client left off, and if not, why. */
public enum Recovery {
    NEW,
    COMPLETE,
    SESSION_UNKNOWN,
    HISTORY_INCOMPLETE;

    /** Whether the client comes back to a session that is remembered, be it to begin anew. */
    boolean isOfKnownSession() {
        return this == COMPLETE || this == HISTORY_INCOMPLETE;
    }

    /** The {@code reason} that a returning client is told. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

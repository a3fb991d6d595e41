package io.arauto.gateway.session;

import java.util.Locale;

/** Whether a session goes on where the client left off, and if not, why. */
public enum Recovery {
    NEW,
    COMPLETE,
    SESSION_UNKNOWN,
    /** Some of what it missed is gone, or it has been away for too long. */
    HISTORY_INCOMPLETE,
    TOO_MUCH_MISSED,
    /** What it missed is in Postgres only, which did not answer in time. */
    HISTORY_UNAVAILABLE;

    /** Whether the client comes back to a session that is remembered, be it to begin anew. */
    boolean isOfKnownSession() {
        return this != NEW && this != SESSION_UNKNOWN;
    }

    /** The {@code reason} that a returning client is told. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

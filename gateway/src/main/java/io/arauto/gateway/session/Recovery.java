package io.arauto.gateway.session;

import java.util.Locale;

/** Whether a session goes on where the client left off, and if not, why. */
public enum Recovery {
    NEW,
    COMPLETE,
    SESSION_UNKNOWN,
    HISTORY_INCOMPLETE;

    /** The {@code reason} that a returning client is told. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

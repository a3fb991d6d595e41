package io.arauto.gateway.event;

import java.util.Locale;

/** Why a request is refused: a closed vocabulary that clients, logs and metrics share. */
public enum ErrorCode {
    UNAUTHORIZED(false),
    FORBIDDEN(false),
    INVALID_PAYLOAD(false),
    NOT_FOUND(false),
    CONFLICT(false),
    LOCKED(true),
    RATE_LIMITED(true),
    PAYLOAD_TOO_LARGE(false),
    UNKNOWN_EVENT(false),
    UNAVAILABLE(true),
    INTERNAL(true);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** The code as clients see it, such as {@code invalid_payload}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of what {@link #wire} wrote. */
    static ErrorCode parse(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}

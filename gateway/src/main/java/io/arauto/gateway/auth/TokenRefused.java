package io.arauto.gateway.auth;

import java.util.Locale;

/** A token that proves nothing. */
public final class TokenRefused extends RuntimeException {
    /** Why, as clients are told. */
    public enum Code {
        TOKEN_MISSING,
        TOKEN_INVALID,
        TOKEN_EXPIRED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;

    public TokenRefused(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}

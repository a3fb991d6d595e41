package io.arauto.gateway.auth;

import java.util.Locale;

/** A token that lets nobody in. The message may be shown to whoever sent it: it names what is wrong and repeats nothing of the token. */
public final class TokenRefused extends RuntimeException {
    /** Why, as clients are told. */
    public enum Code {
        TOKEN_MISSING,
        /** Not a JWT, not signed by a key that we trust, or with claims that are of no use here. */
        TOKEN_INVALID,
        TOKEN_EXPIRED,
        TOKEN_NOT_YET_VALID,
        /** An administrator has ended the user's sessions, or the application session of the token. */
        TOKEN_REVOKED,
        /** The user may not connect. */
        ACCESS_DENIED,
        /** Nobody of the tenant may connect. */
        SOCKET_DISABLED;

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

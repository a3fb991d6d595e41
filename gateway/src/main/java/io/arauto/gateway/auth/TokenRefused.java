package io.arauto.gateway.auth;

import java.util.Locale;

/** A token that lets nobody in. The message may be shown to whoever sent it: it names what is wrong and repeats nothing of the token. */
public final class TokenRefused extends RuntimeException {
    /** Why, as clients are told. */
    public enum Code {
        TOKEN_MISSING,
        /** Not a JWT, or not signed by a key that we trust. */
        TOKEN_INVALID,
        TOKEN_EXPIRED,
        TOKEN_NOT_YET_VALID,
        /** Signed by whom we trust, for somebody else or without what we need: for the one who issues the tokens to mend. */
        CLAIMS_INVALID;

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

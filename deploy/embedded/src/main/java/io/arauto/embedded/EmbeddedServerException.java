package io.arauto.embedded;

/** An embedded server could not be started or controlled; the message says which, why, and what to do about it. */
public final class EmbeddedServerException extends RuntimeException {

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}

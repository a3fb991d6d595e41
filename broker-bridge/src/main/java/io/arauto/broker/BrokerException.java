package io.arauto.broker;

/** Redis did not do what was asked. Has no stack trace: where it was asked says nothing about why. */
public final class BrokerException extends RuntimeException {
    /** What the caller can do about it. */
    public enum Code {
        /** Redis is away, slow or overloaded; what was asked may or may not have been done. */
        UNAVAILABLE,
        /** Too much waits to be written to Postgres; nothing was done. */
        BACKLOG_FULL,
        /** Redis refused the command, such as for want of memory or because it is read-only; nothing was done. */
        REJECTED
    }

    private final Code code;

    public BrokerException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}

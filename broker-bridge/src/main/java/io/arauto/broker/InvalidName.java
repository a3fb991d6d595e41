package io.arauto.broker;

/** A tenant, user, topic or id that breaks its naming rule. Has no stack trace: it is the fault of whoever sent it. */
public final class InvalidName extends RuntimeException {
    public InvalidName(String message) {
        super(message, null, false, false);
    }
}

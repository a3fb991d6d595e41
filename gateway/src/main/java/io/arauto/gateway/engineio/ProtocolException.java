package io.arauto.gateway.engineio;

/** The peer broke the protocol; its connection is closed. Has no stack trace, since it tells of the peer and not of us. */
public final class ProtocolException extends RuntimeException {
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}

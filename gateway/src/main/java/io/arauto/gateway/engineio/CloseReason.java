package io.arauto.gateway.engineio;

import java.util.Locale;

/** Why a connection ended: a closed vocabulary that logs and metrics share. */
public enum CloseReason {
    /** The client said good-bye. */
    CLIENT_DISCONNECT,
    /** The transport ended without a word. */
    TRANSPORT_CLOSED,
    PING_TIMEOUT,
    /** The peer broke the protocol. */
    PARSE_ERROR,
    /** More was sent at once than permitted. */
    PAYLOAD_TOO_LARGE,
    /** No namespace was joined in time. */
    CONNECT_TIMEOUT,
    /** The server said good-bye: stock clients do not come back by themselves. */
    SERVER_DISCONNECT,
    /** More waited to be read by the client than permitted. */
    SLOW_CONSUMER,
    /** The node is shutting down. */
    DRAINING,
    /** What the connection needs is away. */
    UNAVAILABLE,
    /** The client has come back over another connection. */
    TAKEN_OVER,
    /** Events were missed that only a resume can bring back. */
    EVENTS_MISSED;

    /** Whether the client is to hear the rest: not one that has gone, does not answer, does not read or breaks the protocol. */
    boolean isForTheClientToKnow() {
        return switch (this) {
            case CONNECT_TIMEOUT, SERVER_DISCONNECT, DRAINING, UNAVAILABLE, TAKEN_OVER, EVENTS_MISSED -> true;
            case CLIENT_DISCONNECT, TRANSPORT_CLOSED, PING_TIMEOUT, PARSE_ERROR, PAYLOAD_TOO_LARGE, SLOW_CONSUMER ->
                false;
        };
    }

    /** The reason as a label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

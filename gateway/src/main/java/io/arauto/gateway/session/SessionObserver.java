package io.arauto.gateway.session;

import io.arauto.gateway.auth.TokenRefused;

/** Told of sessions, for figures; from any event loop. */
public interface SessionObserver {
    void sessionOpened(Recovery recovery);

    void sessionClosed();

    /** @param nanos from CONNECT to the greeting */
    void connected(long nanos);

    /** Refused for good. */
    void connectRefused(TokenRefused.Code code);

    /** The tenant or the user has as many connections as it may. */
    void connectLimited();

    /** Something that is needed is away; the client is to come again. */
    void connectFailed();
}

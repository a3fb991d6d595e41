package io.arauto.gateway.session;

import io.arauto.gateway.engineio.CloseReason;

/** A feature that follows sessions. Called on the session's event loop. */
public interface SessionListener {
    /** The client has been greeted, for the first time or again after a resume. */
    default void onOpened(Session session) {}

    /** The client has sent an event. */
    default void onActivity(Session session) {}

    /** The connection has ended; unless the client or the server said good-bye, the session may be resumed. */
    default void onClosed(Session session, CloseReason reason) {}
}

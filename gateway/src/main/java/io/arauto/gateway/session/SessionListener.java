package io.arauto.gateway.session;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.Handshake;
import io.arauto.gateway.event.ErrorCode;
import io.vertx.core.json.JsonObject;

/** A feature that follows sessions. Called on the session's event loop. */
public interface SessionListener {
    /** The client has been greeted, for the first time or again after a resume. */
    default void onOpened(Session session, Recovery recovery) {}

    /** The same session goes on over this connection; after {@link #onOpened}. */
    default void onResumed(Session session) {}

    /** The client came back to a session that is known and can't be told what it missed; after {@link #onOpened}. */
    default void onUnrecovered(Session session) {}

    /** A word between gateways has come on a topic that the session listens to. */
    default void onCommand(Session session, JsonObject command) {}

    /** Administrators have decided anew what the user may do. */
    default void onStanding(Session session) {}

    /** The client has sent an event. */
    default void onActivity(Session session) {}

    /** An event of the client was answered with an error. */
    default void onRefused(Session session, String event, ErrorCode code) {}

    /** A user, whose token is good, was not let in. */
    default void onConnectRefused(Identity user, Handshake handshake, String code) {}

    /** The connection has ended; unless the client or the server said good-bye, the session may be resumed. */
    default void onClosed(Session session, CloseReason reason) {}
}

package io.arauto.gateway.session;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.socketio.ClientEvent;
import io.arauto.gateway.socketio.SocketListener;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** One socket from its CONNECT to its end: waits for its session, hands it the client's events, and takes leave of it. */
final class Connection implements SocketListener {
    private final EventRouter<Session> events;
    private final Sessions sessions;
    private @Nullable Session session;
    private @Nullable CloseReason closed;

    Connection(EventRouter<Session> events, Sessions sessions) {
        this.events = events;
        this.sessions = sessions;
    }

    /** The session is set up; the socket may have gone meanwhile. */
    void opened(Session opened) {
        session = opened;
        if (closed != null) {
            sessions.leave(opened, closed);
        }
    }

    @Override
    public void onEvent(ClientEvent event) {
        var asking = session;
        if (asking == null) {
            return;
        }
        sessions.active(asking);
        // A buffer would be read as its text in base64.
        var answer = event.binary()
                ? events.refuse(asking, event.name(), Refusal.invalid("payload", "no binary values"))
                : events.answer(asking, event.name(), event.args());
        var ack = event.ack();
        answer.onSuccess(json -> {
            sessions.answered(asking, event.name(), EventRouter.error(json));
            if (ack != null) {
                ack.send(new JsonArray().add(json));
            }
        });
    }

    @Override
    public void onDisconnect(CloseReason reason) {
        closed = reason;
        if (session != null) {
            sessions.leave(session, reason);
        }
    }
}

package io.arauto.gateway.session;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.socketio.ClientEvent;
import io.arauto.gateway.socketio.SocketListener;
import io.vertx.core.json.JsonArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One socket from its CONNECT to its end: waits for its session, hands it the client's events, and takes leave of it. */
final class Connection implements SocketListener {
    private final EventRouter<Session> events;
    private final BiConsumer<Session, CloseReason> farewell;
    private @Nullable Session session;
    private @Nullable CloseReason closed;

    Connection(EventRouter<Session> events, BiConsumer<Session, CloseReason> farewell) {
        this.events = events;
        this.farewell = farewell;
    }

    /** The session is set up; the socket may have gone meanwhile. */
    void opened(Session opened) {
        session = opened;
        if (closed != null) {
            farewell.accept(opened, closed);
        }
    }

    @Override
    public void onEvent(ClientEvent event) {
        if (session == null) {
            return;
        }
        var answer = events.answer(session, event.name(), event.args());
        var ack = event.ack();
        if (ack != null) {
            answer.onSuccess(json -> ack.send(new JsonArray().add(json)));
        }
    }

    @Override
    public void onDisconnect(CloseReason reason) {
        closed = reason;
        if (session != null) {
            farewell.accept(session, reason);
        }
    }
}

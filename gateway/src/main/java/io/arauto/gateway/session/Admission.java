package io.arauto.gateway.session;

import io.arauto.gateway.auth.Credentials;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.auth.TokenVerifier;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.socketio.Application;
import io.arauto.gateway.socketio.ClientSocket;
import io.arauto.gateway.socketio.SocketListener;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients in: token → identity → session. Refused for good is answered with CONNECT_ERROR, after which stock clients give up;
 * refused for now closes the connection, so that they retry with backoff.
 */
public final class Admission implements Application {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final TokenVerifier tokens;
    private final Sessions sessions;
    private final EventRouter<Session> events;

    public Admission(TokenVerifier tokens, Sessions sessions, EventRouter<Session> events) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    public SocketListener onConnect(ClientSocket socket, JsonObject auth) {
        var connection = new Connection(events, sessions::leave);
        Credentials.token(auth, socket.handshake().headers())
                .compose(tokens::verify)
                .compose(identity -> sessions.open(socket, identity, ResumePoint.of(auth)))
                .onSuccess(connection::opened)
                .onFailure(failure -> refuse(socket, failure));
        return connection;
    }

    private static void refuse(ClientSocket socket, Throwable failure) {
        if (failure instanceof TokenRefused refused) {
            socket.refuse(
                    "unauthorized",
                    new JsonObject().put("code", refused.code().wire()).put("message", refused.getMessage()));
        } else {
            log.warn("connect_failed reason={}", failure.toString());
            socket.close(CloseReason.UNAVAILABLE);
        }
    }
}

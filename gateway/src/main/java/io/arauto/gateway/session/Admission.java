package io.arauto.gateway.session;

import io.arauto.gateway.auth.Credentials;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.auth.TokenVerifier;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Refusal;
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
    private final SessionObserver observer;

    public Admission(TokenVerifier tokens, Sessions sessions, EventRouter<Session> events, SessionObserver observer) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.events = events;
        this.observer = observer;
    }

    @Override
    public SocketListener onConnect(ClientSocket socket, JsonObject auth) {
        var begun = System.nanoTime();
        var connection = new Connection(events, sessions);
        Credentials.token(auth, socket.handshake().authorization())
                .compose(tokens::verify)
                .compose(identity -> sessions.open(socket, identity, ResumePoint.of(auth)))
                .onSuccess(session -> {
                    observer.connected(System.nanoTime() - begun);
                    connection.opened(session);
                })
                .onFailure(failure -> refuse(socket, failure));
        return connection;
    }

    private void refuse(ClientSocket socket, Throwable failure) {
        if (failure instanceof TokenRefused refused) {
            observer.connectRefused(refused.code());
            socket.refuse(
                    "unauthorized",
                    new JsonObject().put("code", refused.code().wire()).put("message", refused.getMessage()));
        } else if (failure instanceof Refusal refusal && refusal.code() == ErrorCode.RATE_LIMITED) {
            observer.connectLimited();
            socket.refuse(refusal.code().wire(), refusal.toJson());
        } else if (!socket.isGone()) {
            observer.connectFailed();
            log.warn("connect_failed address={} reason={}", socket.handshake().address(), failure.toString());
            socket.close(CloseReason.UNAVAILABLE);
        }
    }
}

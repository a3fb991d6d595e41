package io.arauto.gateway.session;

import io.arauto.broker.StoredSession;
import io.arauto.broker.TopicLog;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.socketio.ClientSocket;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Opens sessions, new or resumed, and takes leave of them. */
public final class Sessions {
    private final SessionFactory factory;
    private final Places places;
    private final SessionMemory memory;
    private final TopicLog log;
    private final Absences absences;
    private final Greeting greeting;
    private final LiveSessions live;
    private final List<SessionListener> listeners;
    private final Turnstile turnstile = new Turnstile();

    public Sessions(
            SessionFactory factory,
            Places places,
            SessionMemory memory,
            TopicLog log,
            Absences absences,
            Greeting greeting,
            LiveSessions live,
            List<SessionListener> listeners) {
        this.factory = factory;
        this.places = places;
        this.memory = memory;
        this.log = log;
        this.absences = absences;
        this.greeting = greeting;
        this.live = live;
        this.listeners = List.copyOf(listeners);
    }

    /** The session, once its client has been greeted and sent what it missed; fails when Redis is away. */
    Future<Session> open(ClientSocket socket, Identity identity, Optional<ResumePoint> point) {
        return turnstile
                .pass(() -> enter(socket, identity, point))
                .onFailure(failure -> refused(identity, socket, failure));
    }

    private Future<Session> enter(ClientSocket socket, Identity identity, Optional<ResumePoint> point) {
        if (socket.isGone()) {
            return Future.failedFuture("gone while it waited");
        }
        return point.map(from -> resume(socket, identity, from)).orElseGet(() -> begin(socket, identity, Recovery.NEW));
    }

    private Future<Session> resume(ClientSocket socket, Identity identity, ResumePoint from) {
        return memory.find(identity, from.session())
                .compose(stored -> stored.map(session -> resume(socket, identity, from, session))
                        .orElseGet(() -> begin(socket, identity, Recovery.SESSION_UNKNOWN)));
    }

    private Future<Session> resume(ClientSocket socket, Identity identity, ResumePoint from, StoredSession stored) {
        var session = factory.again(stored, identity, socket);
        return cleanly(
                        session,
                        factory.listen(session)
                                .compose(_ -> absences.missed(
                                        identity.tenant(), session.topics().startingAt(from.offset()))))
                .compose(outcome -> switch (outcome) {
                    case Absences.Told(var missed) -> welcome(session, missed, Recovery.COMPLETE);
                    case Absences.Untold(var reason) -> {
                        session.topics().clear();
                        yield begin(socket, identity, reason);
                    }
                });
    }

    private Future<Session> begin(ClientSocket socket, Identity identity, Recovery recovery) {
        var session = factory.first(identity, socket);
        return cleanly(session, factory.listen(session).compose(_ -> log.position(identity.tenant())))
                .compose(position -> welcome(session, new Catchup(List.of(), position), recovery));
    }

    private Future<Session> welcome(Session session, Catchup missed, Recovery recovery) {
        return cleanly(session, places.take(session.identity(), recovery.isOfKnownSession()))
                .compose(_ -> cleanly(session, memory.save(session).compose(_ -> greeting.to(session, recovery)))
                        .onFailure(_ -> places.leave(session.identity())))
                .map(words -> {
                    session.begin(words, missed, recovery);
                    live.add(session, recovery);
                    listeners.forEach(listener -> listener.onOpened(session, recovery));
                    session.onStanding(() -> listeners.forEach(listener -> listener.onStanding(session)));
                    session.onCommand(command -> listeners.forEach(listener -> listener.onCommand(session, command)));
                    if (recovery == Recovery.COMPLETE) {
                        listeners.forEach(listener -> listener.onResumed(session));
                    } else if (recovery.isOfKnownSession()) {
                        listeners.forEach(listener -> listener.onUnrecovered(session));
                    }
                    return session;
                });
    }

    /** A session that can't be opened leaves no trace on this node. */
    private static <T> Future<T> cleanly(Session session, Future<T> step) {
        return step.onFailure(_ -> session.topics().clear());
    }

    /** The client has sent an event. */
    void active(Session session) {
        listeners.forEach(listener -> listener.onActivity(session));
    }

    private void refused(Identity user, ClientSocket socket, Throwable failure) {
        var code = switch (failure) {
            case TokenRefused refused -> Optional.of(refused.code().wire());
            case Refusal refusal -> Optional.of(refusal.code().wire());
            default -> Optional.<String>empty();
        };
        code.ifPresent(it -> listeners.forEach(listener -> listener.onConnectRefused(user, socket.handshake(), it)));
    }

    /** An event was answered so. */
    void answered(Session session, String event, Optional<ErrorCode> error) {
        error.ifPresent(code -> listeners.forEach(listener -> listener.onRefused(session, event, code)));
    }

    /** The connection has ended. Only a client that said good-bye can't resume. */
    void leave(Session session, CloseReason reason) {
        session.topics().clear();
        places.leave(session.identity());
        live.remove(session);
        listeners.forEach(listener -> listener.onClosed(session, reason));
        if (reason == CloseReason.CLIENT_DISCONNECT) {
            memory.forget(session);
        }
    }
}

package io.arauto.gateway.session;

import io.arauto.broker.SessionStore;
import io.arauto.broker.StoredSession;
import io.arauto.gateway.auth.Identity;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps sessions in Redis while they live, so that one whose node is killed can be resumed like any other. A session is remembered
 * for as long as its token is good, and for the resume window after that.
 */
public final class SessionMemory {
    private final SessionStore store;
    private final Duration resumeWindow;
    private final Clock clock;

    public SessionMemory(SessionStore store, Duration resumeWindow, Clock clock) {
        this.store = store;
        this.resumeWindow = resumeWindow;
        this.clock = clock;
    }

    Future<Void> save(Session session) {
        var identity = session.identity();
        var topics = session.topics();
        var ttl = Duration.between(clock.instant(), identity.expiresAt()).plus(resumeWindow);
        return store.save(
                identity.tenant(),
                new StoredSession(
                        session.id(),
                        identity.userId(),
                        session.connection(),
                        topics.joined(),
                        topics.left(),
                        session.notes()),
                ttl);
    }

    /** Has a feature find this again when the session is resumed. */
    public Future<Void> note(Session session, String feature, String text) {
        session.note(feature, text);
        return save(session);
    }

    /** The session of that id, if it is this user's. */
    Future<Optional<StoredSession>> find(Identity identity, String session) {
        return store.find(identity.tenant(), session)
                .map(found -> found.filter(stored -> stored.userId().equals(identity.userId())));
    }

    Future<Void> forget(Session session) {
        return store.remove(session.identity().tenant(), session.id());
    }
}

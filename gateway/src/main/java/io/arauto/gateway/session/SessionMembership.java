package io.arauto.gateway.session;

import io.arauto.broker.EventId;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicLog;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Changes what a session listens to, and remembers it for a resume before the client is told. */
public final class SessionMembership {
    private static final int MOST_TOPICS = 500;

    private final TopicLog log;
    private final SessionMemory memory;
    private final ListeningRights rights;

    public SessionMembership(TopicLog log, SessionMemory memory, ListeningRights rights) {
        this.log = log;
        this.memory = memory;
        this.rights = rights;
    }

    /** The topic's newest event id: everything after it reaches the session. */
    public Future<EventId> join(Session session, Topic topic) {
        if (session.topics().size() >= MOST_TOPICS) {
            throw new Refusal(ErrorCode.CONFLICT, "a session joins at most " + MOST_TOPICS + " topics");
        }
        return session.topics()
                .listen(List.of(topic))
                .compose(_ -> lastId(session, topic))
                .compose(lastId -> {
                    session.topics().joined(topic, lastId);
                    return memory.save(session).map(lastId);
                });
    }

    /** The topic's newest event id, from which the client may join again later. */
    public Future<EventId> leave(Session session, Topic topic) {
        session.topics().ignore(topic);
        session.topics().left(topic);
        return memory.save(session).compose(_ -> lastId(session, topic));
    }

    /** That the client joined these by itself counts no more. */
    public Future<Void> forgetJoining(Session session, Collection<Topic> topics) {
        var known = topics.stream().filter(session.topics()::hasJoined).toList();
        if (known.isEmpty()) {
            return Future.succeededFuture();
        }
        known.forEach(session.topics()::forgetJoining);
        return memory.save(session);
    }

    /** Listens to what the session may now, its identity or its rights having changed, and to nothing else. */
    public Future<Void> renew(Session session) {
        var identity = session.identity();
        session.topics().all().stream()
                .filter(topic -> !rights.mayListen(identity, topic))
                .forEach(session.topics()::ignore);
        return session.topics()
                .listen(wanted(session, rights.automatic(identity)))
                .compose(_ -> memory.save(session));
    }

    private static List<Topic> wanted(Session session, Set<Topic> automatic) {
        return automatic.stream()
                .filter(topic -> !session.topics().left().contains(topic))
                .toList();
    }

    private Future<EventId> lastId(Session session, Topic topic) {
        return log.lastIds(session.identity().tenant(), List.of(topic))
                .map(ids -> ids.getOrDefault(topic, EventId.NONE));
    }
}

package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.NotificationMarks;
import io.arauto.broker.NotificationMarks.Marked;
import io.arauto.broker.NotificationMarks.Newest;
import io.arauto.broker.NotificationMarks.Outcome;
import io.arauto.broker.ReadState;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The notifications of several topics and what their reader has read, from both stores without a seam. Redis is read first, as for
 * messages, and Postgres only when the hot logs do not go back far enough.
 */
public final class NotificationHistory {
    private static final EventId NEWEST = new EventId(Long.MAX_VALUE, Long.MAX_VALUE);

    private final NotificationMarks marks;
    private final PostgresNotifications postgres;

    public NotificationHistory(NotificationMarks marks, PostgresHistory postgres) {
        this.marks = marks;
        this.postgres = new PostgresNotifications(postgres);
    }

    /** Some notifications, from the newest on, and the state of each topic. */
    public record Page(List<StoredNotification> notifications, Map<Topic, ReadState> states) {}

    /** @param unread only what the reader has not read */
    public Future<Page> page(
            Tenant tenant, String reader, List<Topic> topics, Optional<EventId> before, boolean unread, int limit) {
        return marks.newest(tenant, reader, topics, before.orElse(null), unread, limit)
                .compose(hot -> hot.complete()
                        ? Future.succeededFuture(merged(hot, List.of(), limit))
                        : postgres.older(tenant, topics, before.orElse(NEWEST), unread ? hot.states() : Map.of(), limit)
                                .map(older -> merged(hot, older, limit)));
    }

    private static Page merged(Newest hot, List<StoredNotification> older, int limit) {
        var byId = new TreeMap<EventId, StoredNotification>(Comparator.reverseOrder());
        older.forEach(notification -> byId.put(notification.id(), notification));
        hot.notices().forEach(notice -> byId.put(notice.id(), StoredNotification.of(notice)));
        return new Page(byId.values().stream().limit(limit).toList(), hot.states());
    }

    /** Marks one notification as read. Fails with {@code not_found} when it is in none of the topics. */
    public Future<Marked> markOne(Tenant tenant, String reader, List<Topic> topics, EventId id) {
        return marks.markOne(tenant, reader, topics, id, Map.of())
                .compose(marked -> marked.outcome() == Outcome.UNKNOWN
                        ? postgres.find(tenant, topics, id)
                                .compose(found -> marks.markOne(tenant, reader, topics, id, found))
                        : Future.succeededFuture(marked))
                .map(marked -> {
                    if (marked.outcome() == Outcome.UNKNOWN) {
                        throw Refusal.notFound("there is no notification " + id);
                    }
                    return marked;
                });
    }

    /** Marks one notification and all older ones as read. */
    public Future<Marked> markUpTo(Tenant tenant, String reader, List<Topic> topics, EventId id) {
        return marks.markUpTo(tenant, reader, topics, id, Map.of())
                .compose(marked -> marked.outcome() == Outcome.UNKNOWN
                        ? postgres.newestUpTo(tenant, marked.unknown(), id, marked.states())
                                .compose(found -> marks.markUpTo(tenant, reader, topics, id, known(found)))
                        : Future.succeededFuture(marked))
                .map(marked -> {
                    if (marked.outcome() == Outcome.UNKNOWN) {
                        throw notYet();
                    }
                    return marked;
                });
    }

    private static Map<Topic, Long> known(Map<Topic, Optional<Long>> found) {
        var known = new HashMap<Topic, Long>();
        found.forEach((topic, ordinal) -> known.put(topic, ordinal.orElseThrow(NotificationHistory::notYet)));
        return known;
    }

    /** What the hot log has let go and no worker has written yet. */
    private static Refusal notYet() {
        return new Refusal(ErrorCode.UNAVAILABLE, "history is behind; try again later");
    }
}

package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.StoredEvent;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicLog;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a conversation, from both stores without a seam. Redis is read first: a message that moves from there to Postgres
 * meanwhile is then seen twice rather than not at all, and once after merging by id.
 */
public final class History {
    private static final int HOT_EVENTS = 500;

    private final TopicLog log;
    private final PostgresHistory postgres;

    public History(TopicLog log, PostgresHistory postgres) {
        this.log = log;
        this.postgres = postgres;
    }

    public Future<HistoryPage> page(Tenant tenant, String channel, HistoryQuery query) {
        if (query.words().isPresent()) {
            return postgres.search(tenant, channel, query.words().get(), query.before(), query.limit())
                    .map(rows -> new HistoryPage(rows, rows.size() == query.limit(), false));
        }
        return query.after()
                .map(after -> forward(tenant, channel, after, query.limit()))
                .orElseGet(() -> backward(tenant, channel, query.before(), query.limit()));
    }

    /** The ordinal of a message that is not in the hot log any more. */
    public Future<Optional<Long>> ordinal(Tenant tenant, String channel, EventId message) {
        return postgres.ordinal(tenant, channel, message);
    }

    private Future<HistoryPage> backward(Tenant tenant, String channel, Optional<EventId> before, int limit) {
        return hot(tenant, channel, before)
                .compose(hot -> new Messages().addEvents(hot).size() >= limit
                        ? Future.succeededFuture(new Messages().addEvents(hot))
                        : postgres.before(tenant, channel, before, limit)
                                .map(rows -> new Messages().addRows(rows).addEvents(hot)))
                .map(messages -> new HistoryPage(messages.newest(limit), messages.size() >= limit, false));
    }

    private Future<HistoryPage> forward(Tenant tenant, String channel, EventId after, int limit) {
        return hot(tenant, channel, Optional.empty())
                .compose(hot -> postgres.after(tenant, channel, after, limit).map(rows -> {
                    var newer = hot.stream()
                            .filter(event -> event.id().isAfter(after))
                            .toList();
                    return new Messages().addRows(rows).addEvents(newer);
                }))
                .map(messages -> new HistoryPage(messages.oldest(limit), messages.size() >= limit, true));
    }

    private Future<List<StoredEvent>> hot(Tenant tenant, String channel, Optional<EventId> before) {
        return log.newest(tenant, Topic.channel(channel), before.orElse(null), HOT_EVENTS);
    }
}

package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.StoredEvent;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicLog;
import io.arauto.broker.outbox.OutboxScan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The messages of a conversation, from all stores without a seam: the hot log, what it has let go before a worker wrote it, Postgres.
 * Redis is read first: a message that moves from there to Postgres meanwhile is then seen twice rather than not at all, and once after
 * merging by id.
 */
public final class History {
    private static final int HOT_EVENTS = 500;
    private static final EventId NEWEST = new EventId(Long.MAX_VALUE, Long.MAX_VALUE);

    private final TopicLog log;
    private final OutboxScan outbox;
    private final PostgresHistory postgres;

    public History(TopicLog log, OutboxScan outbox, PostgresHistory postgres) {
        this.log = log;
        this.outbox = outbox;
        this.postgres = postgres;
    }

    public Future<HistoryPage> page(Tenant tenant, String channel, HistoryQuery query) {
        if (query.words().isPresent()) {
            return search(tenant, channel, query, query.words().get());
        }
        return query.after()
                .map(after -> forward(tenant, channel, after, query.limit()))
                .orElseGet(() -> backward(tenant, channel, query.before(), query.limit()));
    }

    /** One message as it reads now. */
    public Future<Optional<JsonObject>> find(Tenant tenant, String channel, EventId id) {
        return edits(tenant, channel, id)
                .compose(edited -> log.find(tenant, Topic.channel(channel), id)
                        .map(hot -> edited.addEvents(hot.stream().toList())))
                .compose(messages -> messages.size() > 0
                        ? Future.succeededFuture(messages)
                        : waiting(tenant, channel, messages, id::equals)
                                .compose(_ -> postgres.find(tenant, channel, id))
                                .map(row -> messages.addRows(row.stream().toList())))
                .map(messages -> messages.find(id));
    }

    /** Of the newest event of the channel. */
    public Future<EventId> lastId(Tenant tenant, String channel) {
        var topic = Topic.channel(channel);
        return log.lastIds(tenant, List.of(topic)).map(ids -> ids.getOrDefault(topic, EventId.NONE));
    }

    /** The ordinal of a message that is not in the hot log any more. */
    public Future<Optional<Long>> ordinal(Tenant tenant, String channel, EventId message) {
        return postgres.ordinal(tenant, channel, message);
    }

    private Future<HistoryPage> search(Tenant tenant, String channel, HistoryQuery query, String words) {
        return postgres.search(tenant, channel, words, query.before(), query.limit())
                .compose(rows -> rows.isEmpty()
                        ? Future.succeededFuture(new Messages())
                        : edits(tenant, channel, EventId.parse(rows.getFirst().getString("id")))
                                .map(edited -> edited.addRows(rows)))
                .map(messages ->
                        new HistoryPage(messages.newest(query.limit()), messages.size() >= query.limit(), false));
    }

    private Future<HistoryPage> backward(Tenant tenant, String channel, Optional<EventId> before, int limit) {
        return before.map(start -> edits(tenant, channel, start))
                .orElseGet(() -> Future.succeededFuture(new Messages()))
                .compose(edited -> hot(tenant, channel, before).map(edited::addEvents))
                .compose(messages -> messages.size() >= limit
                        ? Future.succeededFuture(messages)
                        : waiting(
                                        tenant,
                                        channel,
                                        messages,
                                        id -> before.isEmpty() || before.get().isAfter(id))
                                .compose(_ -> postgres.before(tenant, channel, before, limit))
                                .map(messages::addRows))
                .map(messages -> new HistoryPage(messages.newest(limit), messages.size() >= limit, false));
    }

    private Future<HistoryPage> forward(Tenant tenant, String channel, EventId after, int limit) {
        return edits(tenant, channel, after)
                .compose(edited -> hot(tenant, channel, Optional.empty())
                        .map(hot -> edited.addEvents(hot.stream()
                                .filter(event -> event.id().isAfter(after))
                                .toList())))
                .compose(messages -> waiting(tenant, channel, messages, id -> id.isAfter(after))
                        .compose(_ -> postgres.after(tenant, channel, after, limit))
                        .map(messages::addRows))
                .map(messages -> new HistoryPage(messages.oldest(limit), messages.size() >= limit, true));
    }

    private Future<List<StoredEvent>> hot(Tenant tenant, String channel, Optional<EventId> before) {
        return log.newest(tenant, Topic.channel(channel), before.orElse(null), HOT_EVENTS);
    }

    /** Adds of what no worker has written yet the messages with such ids, and all edits. */
    private Future<Messages> waiting(Tenant tenant, String channel, Messages messages, Predicate<EventId> wanted) {
        return outbox.between(tenant, List.of(Topic.channel(channel)), EventId.NONE, NEWEST)
                .map(entries -> messages.addEvents(entries.stream()
                        .filter(entry -> entry.kind() != EventKind.MESSAGE || wanted.test(entry.id()))
                        .map(entry -> new StoredEvent(entry.id(), entry.kind(), entry.body()))
                        .toList()));
    }

    /** Edits are newer than what they are about, and so is what they say than what the stores say of it. */
    private Future<Messages> edits(Tenant tenant, String channel, EventId start) {
        return log.edits(tenant, Topic.channel(channel), start).map(new Messages()::addEvents);
    }
}

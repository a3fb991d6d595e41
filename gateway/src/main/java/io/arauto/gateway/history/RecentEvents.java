package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.StoredEvent;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.OutboxScan;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The events of the last days, topic by topic, from Postgres and from the outbox what is not in Postgres yet. The outbox is read first:
 * an event that moves meanwhile is then seen twice rather than not at all. Each event names the one before it in its topic, so that what
 * is missing, for whatever reason, is noticed.
 */
public final class RecentEvents {
    private static final String AFTER = """
            SELECT recent.* FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS wanted (topic, ms, seq) CROSS JOIN LATERAL (
              SELECT topic, ms, seq, prev_ms, prev_seq, kind, body FROM recent_events AS event
              WHERE event.topic = wanted.topic AND event.ms >= wanted.ms AND (event.ms, event.seq) > (wanted.ms, wanted.seq)
              ORDER BY ms, seq LIMIT $4) AS recent
            LIMIT $4""";

    private final OutboxScan outbox;
    private final PostgresHistory postgres;

    public RecentEvents(OutboxScan outbox, PostgresHistory postgres) {
        this.outbox = outbox;
        this.postgres = postgres;
    }

    /**
     * A part of a topic.
     *
     * @param start after this event
     * @param last up to this one, the topic's newest
     */
    public record Span(EventId start, EventId last) {}

    /** What was found of some spans. */
    public sealed interface Answer {}

    /** All of it, events of several topics perhaps several times. */
    public record All(List<StoredEvent> events) implements Answer {}

    /** Not all of it. */
    public enum Some implements Answer {
        INCOMPLETE,
        TOO_MANY
    }

    private record Linked(EventId previous, StoredEvent event) {}

    /** Fails when Redis or Postgres is away. */
    public Future<Answer> all(Tenant tenant, Map<Topic, Span> spans, int most) {
        var found = new HashMap<Topic, NavigableMap<EventId, Linked>>();
        spans.keySet().forEach(topic -> found.put(topic, new TreeMap<>()));
        return waiting(tenant, spans)
                .compose(entries -> {
                    entries.forEach(entry -> add(found, entry));
                    return written(tenant, spans, most);
                })
                .map(rows -> {
                    rows.forEach(row -> add(found, row));
                    return rows.size() > most ? Some.TOO_MANY : answer(spans, found);
                });
    }

    private Future<List<OutboxEntry>> waiting(Tenant tenant, Map<Topic, Span> spans) {
        var start = spans.values().stream().map(Span::start).min(EventId::compareTo);
        var end = spans.values().stream().map(Span::last).max(EventId::compareTo);
        return outbox.between(tenant, spans.keySet(), start.orElse(EventId.NONE), end.orElse(EventId.NONE));
    }

    private Future<List<Row>> written(Tenant tenant, Map<Topic, Span> spans, int most) {
        var topics = List.copyOf(spans.entrySet());
        var arguments = Tuple.of(
                topics.stream().map(span -> span.getKey().key()).toArray(String[]::new),
                topics.stream().map(span -> span.getValue().start().millis()).toArray(Long[]::new),
                topics.stream().map(span -> span.getValue().start().sequence()).toArray(Long[]::new),
                most + 1);
        return postgres.query(tenant, AFTER, arguments).map(rows -> {
            var list = new ArrayList<Row>(rows.size());
            rows.forEach(list::add);
            return list;
        });
    }

    private static void add(Map<Topic, NavigableMap<EventId, Linked>> found, OutboxEntry entry) {
        for (var index = 0; index < entry.previous().size(); index++) {
            var events = found.get(entry.topics().get(index));
            if (events != null) {
                var event = new StoredEvent(entry.id(), entry.kind(), entry.body());
                events.put(entry.id(), new Linked(entry.previous().get(index), event));
            }
        }
    }

    private static void add(Map<Topic, NavigableMap<EventId, Linked>> found, Row row) {
        var id = new EventId(row.getLong(1), row.getLong(2));
        var event = new StoredEvent(id, EventKind.parse(row.getString(5)), Buffer.buffer(row.getString(6)));
        var events = found.get(Topic.parse(row.getString(0)));
        if (events != null) {
            events.put(id, new Linked(new EventId(row.getLong(3), row.getLong(4)), event));
        }
    }

    private static Answer answer(Map<Topic, Span> spans, Map<Topic, NavigableMap<EventId, Linked>> found) {
        var events = new ArrayList<StoredEvent>();
        for (var entry : spans.entrySet()) {
            var span = entry.getValue();
            var linked = found.getOrDefault(entry.getKey(), new TreeMap<>())
                    .tailMap(span.start(), false)
                    .headMap(span.last(), true)
                    .values();
            if (!isWhole(span, linked)) {
                return Some.INCOMPLETE;
            }
            linked.forEach(one -> events.add(one.event()));
        }
        return new All(events);
    }

    /** Whether nothing lies between any two of them, nor at either end. */
    private static boolean isWhole(Span span, Collection<Linked> events) {
        var at = span.start();
        for (var linked : events) {
            if (linked.previous().isAfter(at)) {
                return false;
            }
            at = linked.event().id();
        }
        return !span.last().isAfter(at);
    }
}

package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.ReadState;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads notifications from Postgres: for each topic by keyset, then merged, so that a page costs the same however many there are. */
final class PostgresNotifications {
    private static final String OLDER = """
            SELECT newest.* FROM unnest($1::text[]) AS wanted (topic) CROSS JOIN LATERAL (
              SELECT topic, ms, seq, ordinal, payload FROM notifications AS notification
              WHERE notification.topic = wanted.topic AND (ms, seq) < ($2, $3)
                AND NOT EXISTS (SELECT FROM unnest($5::text[], $6::bigint[], $7::bigint[]) AS read (topic, low, high)
                                WHERE read.topic = wanted.topic AND ordinal BETWEEN low AND high)
              ORDER BY ms DESC, seq DESC LIMIT $4) AS newest
            ORDER BY ms DESC, seq DESC LIMIT $4""";
    private static final String FIND =
            "SELECT topic, ordinal FROM notifications WHERE topic = ANY($1::text[]) AND ms = $2 AND seq = $3";
    private static final String NEIGHBOURS = """
            SELECT wanted.topic,
              (SELECT ordinal FROM notifications AS next WHERE next.topic = wanted.topic AND (ms, seq) > ($2, $3)
               ORDER BY ms, seq LIMIT 1),
              (SELECT ordinal FROM notifications AS newest WHERE newest.topic = wanted.topic ORDER BY ms DESC, seq DESC LIMIT 1)
            FROM unnest($1::text[]) AS wanted (topic)""";

    private final PostgresHistory postgres;

    PostgresNotifications(PostgresHistory postgres) {
        this.postgres = postgres;
    }

    /**
     * The newest older than {@code before}, from the newest on.
     *
     * @param read of each topic what is to be left out; empty to leave out nothing
     */
    Future<List<StoredNotification>> older(
            Tenant tenant, List<Topic> topics, EventId before, Map<Topic, ReadState> read, int limit) {
        var names = new ArrayList<String>();
        var from = new ArrayList<Long>();
        var to = new ArrayList<Long>();
        read.forEach((topic, state) -> state.read().ranges().forEach(range -> {
            names.add(topic.key());
            from.add(range.from());
            to.add(range.to());
        }));
        var arguments = Tuple.of(
                keys(topics),
                before.millis(),
                before.sequence(),
                limit,
                names.toArray(String[]::new),
                from.toArray(Long[]::new),
                to.toArray(Long[]::new));
        return postgres.query(tenant, OLDER, arguments).map(rows -> {
            var found = new ArrayList<StoredNotification>(rows.size());
            rows.forEach(row -> found.add(new StoredNotification(
                    Topic.parse(row.getString(0)),
                    new EventId(row.getLong(1), row.getLong(2)),
                    number(row, 3),
                    row.getJsonObject(4))));
            return found;
        });
    }

    /** Where the notification with that id is, if it is in one of the topics. */
    Future<Map<Topic, Long>> find(Tenant tenant, Collection<Topic> topics, EventId id) {
        return postgres.query(tenant, FIND, Tuple.of(keys(topics), id.millis(), id.sequence()))
                .map(rows -> {
                    var found = new HashMap<Topic, Long>();
                    rows.forEach(row -> found.put(Topic.parse(row.getString(0)), number(row, 1)));
                    return found;
                });
    }

    /** The ordinal of each topic's newest notification up to {@code id}; empty of one whose newest are not written yet. */
    Future<Map<Topic, Optional<Long>>> newestUpTo(
            Tenant tenant, Collection<Topic> topics, EventId id, Map<Topic, ReadState> states) {
        return postgres.query(tenant, NEIGHBOURS, Tuple.of(keys(topics), id.millis(), id.sequence()))
                .map(rows -> {
                    var ordinals = new HashMap<Topic, Optional<Long>>();
                    for (var row : rows) {
                        var topic = Topic.parse(row.getString(0));
                        var state = states.get(topic);
                        ordinals.put(topic, upTo(row.getLong(1), row.getLong(2), state == null ? 0 : state.sent()));
                    }
                    return ordinals;
                });
    }

    private static Optional<Long> upTo(@Nullable Long next, @Nullable Long newest, long sent) {
        if (next != null) {
            return Optional.of(next - 1);
        }
        return newest != null && newest >= sent ? Optional.of(sent) : Optional.empty();
    }

    private static long number(Row row, int column) {
        var number = row.getLong(column);
        return number == null ? 0 : number;
    }

    private static String[] keys(Collection<Topic> topics) {
        return topics.stream().map(Topic::key).toArray(String[]::new);
    }
}

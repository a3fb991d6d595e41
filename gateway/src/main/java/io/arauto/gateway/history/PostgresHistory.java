package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.Tenant;
import io.arauto.config.DatabaseUrl;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads chat messages from Postgres, by keyset. Every statement runs in a transaction that has named its tenant, and row-level
 * security shows it nothing else. Fails with {@code unavailable} when Postgres is away.
 */
public final class PostgresHistory {
    private static final Logger log = LoggerFactory.getLogger(PostgresHistory.class);
    private static final String ROLE = "arauto_gateway";
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    private static final String TENANT = "SELECT set_config('arauto.tenant', $1, true)";
    private static final String BEFORE = "SELECT payload FROM messages WHERE channel = $1 AND (ms, seq) < ($2, $3)"
            + " ORDER BY ms DESC, seq DESC LIMIT $4";
    private static final String AFTER =
            "SELECT payload FROM messages WHERE channel = $1 AND (ms, seq) > ($2, $3)" + " ORDER BY ms, seq LIMIT $4";
    private static final String SEARCH = "SELECT payload FROM messages WHERE channel = $1 AND (ms, seq) < ($2, $3)"
            + " AND words @@ websearch_to_tsquery('portuguese', $5) ORDER BY ms DESC, seq DESC LIMIT $4";
    private static final String FIND = "SELECT payload FROM messages WHERE channel = $1 AND ms = $2 AND seq = $3";
    private static final String ORDINAL = "SELECT ordinal FROM messages WHERE channel = $1 AND ms = $2 AND seq = $3";

    private static final EventId NEWEST = new EventId(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Pool pool;
    private final long timer;
    private volatile boolean isThere;

    private PostgresHistory(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
        this.timer = vertx.setPeriodic(0, LOOK_EVERY.toMillis(), _ -> look());
    }

    private void look() {
        pool.query("SELECT 1").execute().onComplete(done -> isThere = done.succeeded());
    }

    /** Whether Postgres answered when it was asked last, which is not long ago. */
    public boolean isThere() {
        return isThere;
    }

    public static PostgresHistory open(Vertx vertx, DatabaseUrl url, int connections) {
        var connect = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password())
                .addProperty("role", ROLE)
                .setCachePreparedStatements(true);
        var options = new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(connections * 100)
                .setConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setShared(true)
                .setName("history");
        return new PostgresHistory(
                vertx,
                PgBuilder.pool()
                        .connectingTo(connect)
                        .with(options)
                        .using(vertx)
                        .build());
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return pool.close();
    }

    /** The newest messages older than {@code before}, oldest first. */
    Future<List<JsonObject>> before(Tenant tenant, String channel, Optional<EventId> before, int limit) {
        var end = before.orElse(NEWEST);
        return query(tenant, BEFORE, Tuple.of(channel, end.millis(), end.sequence(), limit))
                .map(PostgresHistory::reversed);
    }

    /** The oldest messages newer than {@code after}, oldest first. */
    Future<List<JsonObject>> after(Tenant tenant, String channel, EventId after, int limit) {
        return query(tenant, AFTER, Tuple.of(channel, after.millis(), after.sequence(), limit))
                .map(rows -> reversed(rows).reversed());
    }

    /** The newest messages with these words older than {@code before}, oldest first. */
    Future<List<JsonObject>> search(Tenant tenant, String channel, String words, Optional<EventId> before, int limit) {
        var end = before.orElse(NEWEST);
        return query(tenant, SEARCH, Tuple.of(channel, end.millis(), end.sequence(), limit, words))
                .map(PostgresHistory::reversed);
    }

    Future<Optional<JsonObject>> find(Tenant tenant, String channel, EventId message) {
        return query(tenant, FIND, Tuple.of(channel, message.millis(), message.sequence()))
                .map(rows -> reversed(rows).stream().findFirst());
    }

    Future<Optional<Long>> ordinal(Tenant tenant, String channel, EventId message) {
        return query(tenant, ORDINAL, Tuple.of(channel, message.millis(), message.sequence()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getLong(0)));
    }

    /** Runs it in a transaction of the tenant. */
    Future<RowSet<Row>> query(Tenant tenant, String sql, Tuple arguments) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(TENANT)
                        .execute(Tuple.of(tenant.name()))
                        .compose(_ -> connection.preparedQuery(sql).execute(arguments)))
                .recover(failure -> {
                    log.warn("history_failed reason={}", failure.getMessage());
                    return Future.failedFuture(new Refusal(ErrorCode.UNAVAILABLE, "history is away; try again later"));
                });
    }

    private static List<JsonObject> reversed(RowSet<Row> rows) {
        var messages = new ArrayList<JsonObject>(rows.size());
        rows.forEach(row -> messages.add(row.getJsonObject(0)));
        return messages.reversed();
    }
}

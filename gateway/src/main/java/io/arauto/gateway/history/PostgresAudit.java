package io.arauto.gateway.history;

import io.arauto.broker.Tenant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the audit from Postgres, by keyset. */
public final class PostgresAudit {
    private static final String NEWEST = """
            SELECT ms, source, record FROM audit
            WHERE (ms, source) < ($1, $2) AND ms >= $3 AND ms <= $4
              AND ($5::text IS NULL OR kind = $5) AND ($6::text IS NULL OR user_id = $6)
            ORDER BY ms DESC, source DESC LIMIT $7""";

    private final PostgresHistory postgres;

    public PostgresAudit(PostgresHistory postgres) {
        this.postgres = postgres;
    }

    /** Records, each with its {@code id}, which is where it stands. */
    public Future<List<JsonObject>> newest(Tenant tenant, AuditQuery query) {
        var end = query.before().orElse(AuditPosition.NEWEST);
        var arguments = Tuple.of(
                end.millis(),
                end.source(),
                query.from().map(Instant::toEpochMilli).orElse(0L),
                query.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                query.kind().orElse(null),
                query.userId().orElse(null),
                query.limit());
        return postgres.query(tenant, NEWEST, arguments).map(rows -> {
            var records = new ArrayList<JsonObject>(rows.size());
            rows.forEach(row -> records.add(new JsonObject()
                    .put("id", new AuditPosition(row.getLong(0), row.getString(1)).toString())
                    .mergeIn(row.getJsonObject(2))));
            return records;
        });
    }
}

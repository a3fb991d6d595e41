package io.arauto.worker.storage;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The audit: what gateways report, and what is sent, which the events themselves tell. */
final class AuditRows {
    /** Without a conflict target, which would need the right to read. */
    private static final String INSERT = """
            INSERT INTO audit (tenant, ms, source, kind, user_id, record)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::json[])
            ON CONFLICT DO NOTHING""";

    private final Rows rows = new Rows(INSERT, "text", "bigint", "text", "text", "text", "json");

    /** Of {@code {records:[{source, timestamp, kind, user?, …}]}}; throws {@link Unstorable}, and then nothing was added. */
    void report(Event event) {
        var records = event.payload().getJsonArray("records");
        if (records == null) {
            throw new Unstorable("no records");
        }
        for (var item : records) {
            require(item instanceof JsonObject record
                    && record.getValue("source") instanceof String
                    && record.getValue("kind") instanceof String
                    && time(record) >= 0);
        }
        for (var index = 0; index < records.size(); index++) {
            var record = records.getJsonObject(index).copy();
            var source = (String) record.remove("source");
            rows.add(event.tenant(), time(record), source, record.getString("kind"), user(record), record.encode());
        }
    }

    /** That a message or a notification was sent, without what it says. */
    void sent(Event event, String kind, String authorField) {
        var record = new JsonObject()
                .put("timestamp", event.id().time().toString())
                .put("kind", kind)
                .put("user", event.payload().getJsonObject(authorField))
                .put("event", event.payload().getString("id"));
        if (event.payload().containsKey("channel")) {
            record.put("channel", event.payload().getString("channel"));
        }
        rows.add(event.tenant(), event.id().millis(), "e" + event.id().sequence(), kind, user(record), record.encode());
    }

    void write(Connection connection) throws SQLException {
        rows.write(connection);
    }

    private static @Nullable String user(JsonObject record) {
        return record.getValue("user") instanceof JsonObject user && user.getValue("userId") instanceof String id
                ? id
                : null;
    }

    private static long time(JsonObject record) {
        try {
            return Instant.parse(String.valueOf(record.getValue("timestamp"))).toEpochMilli();
        } catch (DateTimeParseException _) {
            return -1;
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new Unstorable("not a record");
        }
    }
}

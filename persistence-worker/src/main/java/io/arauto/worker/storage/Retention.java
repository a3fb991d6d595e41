package io.arauto.worker.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Deletes what tenants do not want to keep any longer, a few thousand rows at a time. Of all workers one at a time does it. */
public final class Retention {
    /** Tables, and what tells in {@code retention} of a tenant's settings for how many days they are kept. */
    private static final Map<String, String> DAYS =
            Map.of("messages", "messagesDays", "notifications", "notificationsDays", "audit", "auditDays");

    private static final int MOST_AT_ONCE = 5_000;
    /** Any number that nobody else takes. */
    static final long LOCK = 0x61726175746fL;

    private final DataSource owner;
    private final DataSource storage;

    /** @param storage connections in the role of a worker, who sees the settings of all tenants */
    public Retention(DataSource owner, DataSource storage) {
        this.owner = owner;
        this.storage = storage;
    }

    private record Limit(String table, String tenant, int days) {}

    /** Tells how many rows are gone; none when another worker is at it. */
    public long apply(Instant now) throws SQLException {
        try (var connection = owner.getConnection()) {
            if (!isFirst(connection)) {
                return 0;
            }
            var gone = 0L;
            for (var limit : limits()) {
                gone += forget(connection, limit, now.minus(Duration.ofDays(limit.days())));
            }
            return gone + forgetRevocations(now);
        }
    }

    /** Until the connection is closed. */
    private static boolean isFirst(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private List<Limit> limits() throws SQLException {
        try (var connection = storage.getConnection();
                var statement = connection.prepareStatement("""
                        SELECT tenant, (definition->'retention'->>?)::integer AS days FROM policies
                        WHERE name = 'settings' AND (definition->'retention'->>?)::integer > 0""")) {
            var limits = new ArrayList<Limit>();
            for (var table : DAYS.entrySet()) {
                statement.setString(1, table.getValue());
                statement.setString(2, table.getValue());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        limits.add(new Limit(table.getKey(), rows.getString("tenant"), rows.getInt("days")));
                    }
                }
            }
            return limits;
        }
    }

    private static long forget(Connection connection, Limit limit, Instant before) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT arauto_forget(?, ?, ?, ?)")) {
            statement.setString(1, limit.table());
            statement.setString(2, limit.tenant());
            statement.setLong(3, before.toEpochMilli());
            statement.setLong(4, MOST_AT_ONCE);
            var gone = 0L;
            var last = 0L;
            do {
                try (var answer = statement.executeQuery()) {
                    answer.next();
                    last = answer.getLong(1);
                    gone += last;
                }
            } while (last == MOST_AT_ONCE);
            return gone;
        }
    }

    private long forgetRevocations(Instant now) throws SQLException {
        try (var connection = storage.getConnection();
                var statement = connection.prepareStatement(
                        "DELETE FROM policies WHERE name LIKE 'revoked:%' AND (definition->>'until')::bigint < ?")) {
            statement.setLong(1, now.toEpochMilli());
            return statement.executeUpdate();
        }
    }
}

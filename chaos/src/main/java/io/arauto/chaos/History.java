package io.arauto.chaos;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What Postgres holds, read past the applications. */
record History(String url) {
    private static final String QUERY = """
            SELECT ms, seq, text FROM messages WHERE tenant = ?
            UNION ALL
            SELECT ms, seq, payload ->> 'title' FROM notifications WHERE tenant = ?
            """;

    /** Messages and notifications of a tenant. */
    List<StoredRow> rows(String tenant) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var query = connection.prepareStatement(QUERY)) {
            query.setString(1, tenant);
            query.setString(2, tenant);
            try (var found = query.executeQuery()) {
                var rows = new ArrayList<StoredRow>();
                while (found.next()) {
                    rows.add(new StoredRow(new EventId(found.getLong(1), found.getLong(2)), found.getString(3)));
                }
                return rows;
            }
        }
    }
}

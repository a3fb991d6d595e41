package io.arauto.worker.storage;

import io.arauto.config.DatabaseUrl;
import io.arauto.config.Environment;
import io.arauto.testkit.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A migrated database of a test class, and a look into its tables past row-level security. */
final class HistoryTables {
    private final TestPostgres postgres;

    HistoryTables(TestPostgres postgres) {
        this.postgres = postgres;
    }

    static DatabaseUrl url(TestPostgres postgres) {
        return DatabaseUrl.from(Environment.of(Map.of("DATABASE_URL", postgres.url())));
    }

    void migrate() throws SQLException {
        var schema = new Schema(Databases.owner(url(postgres)));
        schema.migrate();
        schema.makePartitions(LocalDate.now(ZoneOffset.UTC));
    }

    void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row, as text. */
    List<String> column(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                var rows = connection.createStatement().executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}

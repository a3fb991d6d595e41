package io.arauto.worker.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for one statement that takes an array for each column: however many rows, it is one round trip. */
final class Rows {
    private final String sql;
    private final List<String> types;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    /**
     * @param sql with a parameter for each column, in order
     * @param types of the columns
     */
    Rows(String sql, String... types) {
        this.sql = sql;
        this.types = List.of(types);
        this.types.forEach(_ -> columns.add(new ArrayList<>()));
    }

    void add(@Nullable Object... values) {
        for (var column = 0; column < columns.size(); column++) {
            columns.get(column).add(values[column]);
        }
    }

    void write(Connection connection) throws SQLException {
        if (columns.getFirst().isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(sql)) {
            for (var column = 0; column < columns.size(); column++) {
                statement.setArray(
                        column + 1,
                        connection.createArrayOf(
                                types.get(column), columns.get(column).toArray()));
            }
            statement.executeUpdate();
        }
    }
}

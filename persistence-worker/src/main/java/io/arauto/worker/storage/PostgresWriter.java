package io.arauto.worker.storage;

import io.arauto.broker.outbox.BatchWriter;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.Rejected;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Writes batches, each in one transaction with one statement a table. Writing the same entries again changes nothing. */
public final class PostgresWriter implements BatchWriter {
    /** The data itself is the error (SQLSTATE classes 22 and 23); trying again would not help. */
    private static final List<String> DATA_ERRORS = List.of("22", "23");

    private final DataSource storage;

    /** @param storage connections that have the role of the worker */
    public PostgresWriter(DataSource storage) {
        this.storage = storage;
    }

    @Override
    public List<Rejected> write(List<OutboxEntry> entries) {
        var rejected = new ArrayList<Rejected>();
        var batch = new Batch();
        for (var entry : entries) {
            try {
                batch.add(Event.of(entry));
            } catch (Unstorable poison) {
                rejected.add(new Rejected(entry, String.valueOf(poison.getMessage())));
            }
        }
        try {
            write(batch);
            return rejected;
        } catch (SQLException failure) {
            if (!isDataError(failure)) {
                throw new StorageAway(failure);
            }
            return entries.size() == 1
                    ? List.of(new Rejected(entries.getFirst(), String.valueOf(failure.getMessage())))
                    : oneByOne(entries);
        }
    }

    /** Finds out which entry the database refuses. */
    private List<Rejected> oneByOne(List<OutboxEntry> entries) {
        return entries.stream().flatMap(entry -> write(List.of(entry)).stream()).toList();
    }

    private void write(Batch batch) throws SQLException {
        try (var connection = storage.getConnection()) {
            connection.setAutoCommit(false);
            batch.write(connection);
            connection.commit();
        }
    }

    private static boolean isDataError(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && DATA_ERRORS.stream().anyMatch(state::startsWith);
    }
}

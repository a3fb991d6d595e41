package io.arauto.worker.storage;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether Postgres answers, as it was when it was last looked at. */
public final class Pulse {
    private static final int PATIENCE_SECONDS = 3;

    private final DataSource database;
    private volatile boolean isThere;

    public Pulse(DataSource database) {
        this.database = database;
    }

    public boolean isThere() {
        return isThere;
    }

    /** Asks it. Takes as long as a connection may take. */
    public void feel() {
        try (var connection = database.getConnection()) {
            isThere = connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException _) {
            isThere = false;
        }
    }
}

package io.arauto.worker.storage;

import java.sql.SQLException;

/** Postgres could not take a batch for now; it is to be written again. */
final class StorageAway extends RuntimeException {
    StorageAway(SQLException cause) {
        super("Postgres is away: " + cause.getMessage(), cause);
    }
}

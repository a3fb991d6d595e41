package io.arauto.gateway.history;

import io.arauto.broker.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/** What administrators and users defined, as Postgres has it: JSON texts by name. */
public final class PostgresDefinitions {
    private final PostgresHistory postgres;
    private final String all;

    private PostgresDefinitions(PostgresHistory postgres, String table) {
        this.postgres = postgres;
        this.all = "SELECT name, definition FROM " + table;
    }

    public static PostgresDefinitions ofChannels(PostgresHistory postgres) {
        return new PostgresDefinitions(postgres, "channels");
    }

    public static PostgresDefinitions ofPolicies(PostgresHistory postgres) {
        return new PostgresDefinitions(postgres, "policies");
    }

    /** By user. */
    public static PostgresDefinitions ofPreferences(PostgresHistory postgres) {
        return new PostgresDefinitions(postgres, "preferences");
    }

    public Future<Map<String, String>> all(Tenant tenant) {
        return postgres.query(tenant, all, Tuple.tuple()).map(rows -> {
            var definitions = new HashMap<String, String>();
            rows.forEach(row ->
                    definitions.put(row.getString(0), row.getJsonObject(1).encode()));
            return Map.copyOf(definitions);
        });
    }
}

package io.arauto.gateway.history;

import io.arauto.broker.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/** The definitions of channels as Postgres has them, by name, each as JSON text. */
public final class PostgresChannels {
    private static final String ALL = "SELECT name, definition FROM channels";

    private final PostgresHistory postgres;

    public PostgresChannels(PostgresHistory postgres) {
        this.postgres = postgres;
    }

    public Future<Map<String, String>> all(Tenant tenant) {
        return postgres.query(tenant, ALL, Tuple.tuple()).map(rows -> {
            var definitions = new HashMap<String, String>();
            rows.forEach(row ->
                    definitions.put(row.getString(0), row.getJsonObject(1).encode()));
            return Map.copyOf(definitions);
        });
    }
}

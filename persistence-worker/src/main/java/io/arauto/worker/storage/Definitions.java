package io.arauto.worker.storage;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What administrators and users define by name, such as channels: of each the newest, by its revision. */
final class Definitions {
    private final String sql;
    private final Map<Name, Definition> newest = new LinkedHashMap<>();

    private record Name(String tenant, String name) {}

    private record Definition(long revision, JsonObject json) {
        Definition orNewer(Definition other) {
            return revision > other.revision ? this : other;
        }
    }

    Definitions(String table) {
        this.sql = """
                INSERT INTO %1$s (tenant, name, revision, definition)
                SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::json[])
                ON CONFLICT (tenant, name) DO UPDATE SET revision = excluded.revision, definition = excluded.definition
                WHERE %1$s.revision < excluded.revision""".formatted(table);
    }

    /** Of {@code {name, definition: {revision, …}}}; throws {@link Unstorable}, and then nothing was added. */
    void add(Event event) {
        add(event.tenant(), event.text("name"), event.object("definition"));
    }

    /** Likewise, of {@code {revision, …}}. */
    void add(String tenant, String name, JsonObject definition) {
        newest.merge(new Name(tenant, name), new Definition(revision(definition), definition), Definition::orNewer);
    }

    void write(Connection connection) throws SQLException {
        var rows = new Rows(sql, "text", "text", "bigint", "json");
        newest.forEach((name, definition) -> rows.add(
                name.tenant(),
                name.name(),
                definition.revision(),
                definition.json().encode()));
        rows.write(connection);
    }

    private static long revision(JsonObject definition) {
        if (definition.getValue("revision") instanceof Number revision) {
            return revision.longValue();
        }
        throw new Unstorable("no revision");
    }
}

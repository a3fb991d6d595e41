package io.arauto.worker.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What administrators define by name, such as channels: of each the newest, by its revision. */
final class Definitions {
    private final String sql;
    private final Map<Name, Event> newest = new LinkedHashMap<>();

    private record Name(String tenant, String name) {}

    Definitions(String table) {
        this.sql = """
                INSERT INTO %1$s (tenant, name, revision, definition)
                SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::json[])
                ON CONFLICT (tenant, name) DO UPDATE SET revision = excluded.revision, definition = excluded.definition
                WHERE %1$s.revision < excluded.revision""".formatted(table);
    }

    /** Throws {@link Unstorable}, and then nothing was added. */
    void add(Event event) {
        revision(event);
        newest.merge(
                new Name(event.tenant(), event.text("name")),
                event,
                (one, other) -> revision(one) > revision(other) ? one : other);
    }

    void write(Connection connection) throws SQLException {
        var rows = new Rows(sql, "text", "text", "bigint", "json");
        newest.forEach((name, event) -> rows.add(
                name.tenant(),
                name.name(),
                revision(event),
                event.object("definition").encode()));
        rows.write(connection);
    }

    private static long revision(Event event) {
        if (event.object("definition").getValue("revision") instanceof Number revision) {
            return revision.longValue();
        }
        throw new Unstorable("no revision");
    }
}

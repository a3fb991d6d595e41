package io.arauto.worker.storage;

import io.arauto.broker.EventId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events sorted by the table they go to. New messages are written before changes to them; of several changes the last one counts, but a
 * deletion is for good.
 */
final class Batch {
    private static final String NEW_MESSAGES = """
            INSERT INTO messages (tenant, channel, ms, seq, ordinal, sender, text, payload)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::json[])
            ON CONFLICT (tenant, channel, ms, seq) DO NOTHING""";
    private static final String CHANGED_MESSAGES = """
            UPDATE messages AS message
            SET text = change.text, payload = change.payload, edited_ms = change.edited_ms, edited_seq = change.edited_seq
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::json[])
              AS change (tenant, channel, ms, seq, edited_ms, edited_seq, text, payload)
            WHERE (message.tenant, message.channel, message.ms, message.seq)
                = (change.tenant, change.channel, change.ms, change.seq)
              AND (message.edited_ms, message.edited_seq) < (change.edited_ms, change.edited_seq)
              AND message.payload->>'deleted' IS NULL""";
    private static final String NOTIFICATIONS = """
            INSERT INTO notifications (tenant, topic, ms, seq, ordinal, payload)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::json[])
            ON CONFLICT (tenant, topic, ms, seq) DO NOTHING""";
    private static final String RECENT = """
            INSERT INTO recent_events (tenant, topic, ms, seq, prev_ms, prev_seq, kind, body)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
            ON CONFLICT (tenant, topic, ms, seq) DO NOTHING""";
    private static final String CURSORS = """
            INSERT INTO read_cursors (tenant, user_id, channel, ms, seq)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
            ON CONFLICT (tenant, user_id, channel) DO UPDATE SET ms = excluded.ms, seq = excluded.seq
            WHERE (read_cursors.ms, read_cursors.seq) < (excluded.ms, excluded.seq)""";

    private record Message(String tenant, String channel, EventId id) {}

    private record Cursor(String tenant, String user, String channel) {}

    private final Rows created =
            new Rows(NEW_MESSAGES, "text", "text", "bigint", "bigint", "bigint", "text", "text", "json");
    private final Rows notifications = new Rows(NOTIFICATIONS, "text", "text", "bigint", "bigint", "bigint", "json");
    private final Rows recent =
            new Rows(RECENT, "text", "text", "bigint", "bigint", "bigint", "bigint", "text", "text");
    private final Map<Message, Event> changes = new LinkedHashMap<>();
    private final Definitions channels = new Definitions("channels");
    private final AuditRows audit = new AuditRows();
    private final Definitions policies = new Definitions("policies");
    private final Definitions preferences = new Definitions("preferences");
    private final Map<Cursor, EventId> cursors = new LinkedHashMap<>();

    /** Throws {@link Unstorable}, and then nothing was added. */
    void add(Event event) {
        switch (event.entry().kind()) {
            case MESSAGE -> message(event);
            case EDIT -> edit(event);
            case NOTIFICATION -> notification(event);
            case READ ->
                cursors.merge(
                        new Cursor(event.tenant(), event.text("userId"), event.text("channel")),
                        event.subject(),
                        (one, other) -> one.isAfter(other) ? one : other);
            case CHANNEL -> channels.add(event);
            case POLICY -> policies.add(event);
            case PREFERENCES -> preferences(event);
            case AUDIT -> audit.report(event);
            case SYNC, PERSONAL -> {}
            case LOCK, UNKNOWN ->
                throw new Unstorable("no table for " + event.entry().kind());
        }
        recent(event);
    }

    /** As clients got it, for those who come back. */
    private void recent(Event event) {
        var entry = event.entry();
        var id = event.id();
        for (var index = 0; index < entry.previous().size(); index++) {
            var previous = entry.previous().get(index);
            recent.add(
                    event.tenant(),
                    entry.topics().get(index).key(),
                    id.millis(),
                    id.sequence(),
                    previous.millis(),
                    previous.sequence(),
                    entry.kind().wire(),
                    entry.body().toString());
        }
    }

    private void message(Event event) {
        var id = event.id();
        created.add(
                event.tenant(),
                event.text("channel"),
                id.millis(),
                id.sequence(),
                event.entry().ordinal(),
                String.valueOf(event.object("from").getValue("userId")),
                event.text("text"),
                event.payload().encode());
        audit.sent(event, "message", "from");
    }

    private void edit(Event event) {
        event.text("text");
        changes.merge(
                new Message(event.tenant(), event.text("channel"), event.subject()),
                event,
                (earlier, later) -> earlier.isDeletion() ? earlier : later);
        audit.sent(event, "message_changed", "from");
    }

    private void notification(Event event) {
        for (var topic : event.entry().topics()) {
            notifications.add(
                    event.tenant(),
                    topic.key(),
                    event.id().millis(),
                    event.id().sequence(),
                    event.entry().ordinal(),
                    event.payload().encode());
        }
        audit.sent(event, "notification", "user");
    }

    /** Of the user whose topic they came over. */
    private void preferences(Event event) {
        for (var topic : event.entry().topics()) {
            preferences.add(event.tenant(), topic.name(), event.payload());
        }
    }

    void write(Connection connection) throws SQLException {
        created.write(connection);
        changed().write(connection);
        notifications.write(connection);
        read().write(connection);
        channels.write(connection);
        policies.write(connection);
        preferences.write(connection);
        recent.write(connection);
        audit.write(connection);
    }

    private Rows changed() {
        var rows = new Rows(CHANGED_MESSAGES, "text", "text", "bigint", "bigint", "bigint", "bigint", "text", "json");
        changes.forEach((message, event) -> rows.add(
                message.tenant(),
                message.channel(),
                message.id().millis(),
                message.id().sequence(),
                event.id().millis(),
                event.id().sequence(),
                event.text("text"),
                event.payload().encode()));
        return rows;
    }

    private Rows read() {
        var rows = new Rows(CURSORS, "text", "text", "text", "bigint", "bigint");
        cursors.forEach(
                (cursor, id) -> rows.add(cursor.tenant(), cursor.user(), cursor.channel(), id.millis(), id.sequence()));
        return rows;
    }
}

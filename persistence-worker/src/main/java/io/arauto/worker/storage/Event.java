package io.arauto.worker.storage;

import io.arauto.broker.EventId;
import io.arauto.broker.InvalidName;
import io.arauto.broker.outbox.OutboxEntry;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An entry of the outbox with what its packet {@code 2["name",{…},"id"]} says. Reading anything else throws {@link Unstorable}. */
record Event(OutboxEntry entry, JsonObject payload) {
    static Event of(OutboxEntry entry) {
        try {
            var body = entry.body();
            if (new JsonArray(body.slice(1, body.length())).getValue(1) instanceof JsonObject payload) {
                return new Event(entry, payload);
            }
        } catch (DecodeException | IndexOutOfBoundsException _) {
            throw new Unstorable("not an event packet");
        }
        throw new Unstorable("the event has no object");
    }

    String tenant() {
        return entry.tenant().name();
    }

    EventId id() {
        return entry.id();
    }

    /** The id of what the event is about: its own, or that of an older message. */
    EventId subject() {
        try {
            return EventId.parse(text("id"));
        } catch (InvalidName _) {
            throw new Unstorable("bad id");
        }
    }

    /** Whether it takes a message away. */
    boolean isDeletion() {
        return Boolean.TRUE.equals(payload.getValue("deleted"));
    }

    /** Postgres has no place for U+0000 in text. */
    String text(String field) {
        if (payload.getValue(field) instanceof String text) {
            return text.replace('\0', '\uFFFD');
        }
        throw new Unstorable("no " + field);
    }

    JsonObject object(String field) {
        if (payload.getValue(field) instanceof JsonObject object) {
            return object;
        }
        throw new Unstorable("no " + field);
    }
}

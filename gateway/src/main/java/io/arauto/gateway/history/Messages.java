package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.StoredEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Chat messages by id, whichever of the two stores they came from; later words on a message replace earlier ones. */
final class Messages {
    private final TreeMap<EventId, JsonObject> byId = new TreeMap<>();

    /** Rows of Postgres, which have their edits in them. */
    Messages addRows(Collection<JsonObject> rows) {
        rows.forEach(row -> byId.put(EventId.parse(row.getString("id")), row));
        return this;
    }

    /** Events of a hot log, oldest first: new messages, and edits of messages that may not be here. */
    Messages addEvents(List<StoredEvent> events) {
        for (var event : events) {
            if (event.kind() == EventKind.MESSAGE) {
                var message = payload(event);
                var id = EventId.parse(message.getString("id"));
                if (id.equals(event.id()) || byId.containsKey(id)) {
                    byId.put(id, message);
                }
            }
        }
        return this;
    }

    int size() {
        return byId.size();
    }

    List<JsonObject> newest(int limit) {
        return byId.values().stream().skip(Math.max(0, byId.size() - limit)).toList();
    }

    List<JsonObject> oldest(int limit) {
        return byId.values().stream().limit(limit).toList();
    }

    /** Of {@code 2["chat:message",{…},"id"]} the object. */
    private static JsonObject payload(StoredEvent event) {
        return new JsonArray(event.body().slice(1, event.body().length())).getJsonObject(1);
    }
}

package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.StoredEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chat messages by id, whichever of the two stores they came from, each with its newest words: the order in which they are added does not
 * matter.
 */
final class Messages {
    private final TreeMap<EventId, JsonObject> byId = new TreeMap<>();
    private final Map<EventId, JsonObject> edits = new HashMap<>();

    /** Rows of Postgres, which have those edits in them that were written already. */
    Messages addRows(Collection<JsonObject> rows) {
        rows.forEach(row -> byId.put(id(row), row));
        return this;
    }

    /** Events of a hot log: new messages, and edits of messages that may not be here. */
    Messages addEvents(List<StoredEvent> events) {
        for (var event : events) {
            switch (event.kind()) {
                case MESSAGE -> byId.putIfAbsent(event.id(), payload(event));
                case EDIT -> {
                    var edited = payload(event);
                    edits.merge(id(edited), edited, Messages::later);
                }
                default -> {}
            }
        }
        return this;
    }

    int size() {
        return byId.size();
    }

    Optional<JsonObject> find(EventId id) {
        return Optional.ofNullable(byId.get(id)).map(this::current);
    }

    List<JsonObject> newest(int limit) {
        return byId.values().stream()
                .skip(Math.max(0, byId.size() - limit))
                .map(this::current)
                .toList();
    }

    List<JsonObject> oldest(int limit) {
        return byId.values().stream().limit(limit).map(this::current).toList();
    }

    private JsonObject current(JsonObject message) {
        var edited = edits.get(id(message));
        return edited == null ? message : later(message, edited);
    }

    /** A deletion is for good, also when an edit was on its way at the same time. */
    private static JsonObject later(JsonObject one, JsonObject other) {
        if (one.containsKey("deleted")) {
            return one;
        }
        return other.containsKey("deleted") || editedAt(other).compareTo(editedAt(one)) >= 0 ? other : one;
    }

    private static String editedAt(JsonObject message) {
        return message.getString("editedAt", "");
    }

    private static EventId id(JsonObject message) {
        return EventId.parse(message.getString("id"));
    }

    /** Of {@code 2["chat:message",{…},"id"]} the object. */
    private static JsonObject payload(StoredEvent event) {
        return new JsonArray(event.body().slice(1, event.body().length())).getJsonObject(1);
    }
}

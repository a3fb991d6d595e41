package io.arauto.gateway.history;

import io.arauto.broker.EventId;
import io.arauto.broker.NotificationMarks.Notice;
import io.arauto.broker.Topic;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A notification, whichever of the two stores it came from.
 *
 * @param ordinal its place among the notifications of its topic
 * @param payload as it was delivered
 */
public record StoredNotification(Topic topic, EventId id, long ordinal, JsonObject payload) {
    /** Of {@code 2["notification",{…},"id"]} the object. */
    static StoredNotification of(Notice notice) {
        var body = notice.body();
        var payload = new JsonArray(body.slice(1, body.length())).getJsonObject(1);
        return new StoredNotification(notice.topic(), notice.id(), notice.ordinal(), payload);
    }
}

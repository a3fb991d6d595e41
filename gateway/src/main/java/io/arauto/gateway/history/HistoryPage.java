package io.arauto.gateway.history;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Some messages, oldest first, each as it was delivered and as it reads now.
 *
 * @param full whether there may be more in the direction of reading
 * @param forward whether that is towards newer messages
 */
public record HistoryPage(List<JsonObject> messages, boolean full, boolean forward) {
    /** {@code {messages, next?}}: {@code next} is the {@code before}, or {@code after}, of the next page. */
    public JsonObject toJson() {
        var json = new JsonObject().put("messages", new JsonArray(messages));
        if (full && !messages.isEmpty()) {
            var next = forward ? messages.getLast() : messages.getFirst();
            json.put("next", next.getString("id"));
        }
        return json;
    }
}

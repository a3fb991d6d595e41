package io.arauto.chaos;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something that a participant wants to have sent.
 *
 * @param mark unlike any other's; begins with the tenant, so that whoever sees another tenant's knows
 * @param to the user that a direct message goes to
 */
record Errand(Kind kind, String mark, @Nullable String to) {

    JsonObject payload() {
        return switch (kind) {
            case CHAT ->
                new JsonObject().put("channel", "geral").put("text", mark).put("clientMsgId", mark);
            case DIRECT -> new JsonObject().put("to", to).put("text", mark).put("clientMsgId", mark);
            case NOTIFICATION ->
                new JsonObject()
                        .put("channel", "geral")
                        .put("type", "info")
                        .put("title", mark)
                        .put("message", "chaos")
                        .put("clientMsgId", mark);
            case SYNC ->
                new JsonObject()
                        .put("module", "clientes")
                        .put("action", "update")
                        .put("data", new JsonObject().put("mark", mark));
        };
    }

    /** The mark in what a client got; null when the event is none of ours. */
    static @Nullable String markIn(String event, JsonObject payload) {
        return switch (event) {
            case "chat:message" -> payload.getString("text");
            case "notification" -> payload.getString("title");
            case "data-sync" -> payload.getJsonObject("data").getString("mark");
            default -> null;
        };
    }
}

package io.arauto.gateway.presence;

import io.arauto.broker.Timestamps;
import io.arauto.broker.presence.UserPresence;
import io.vertx.core.json.JsonObject;

/** Presence as clients see it: {@code {userId, username, name, department?, status, message?, since, lastActive}}. */
final class PresenceJson {
    /** Of names, quotes, commas. */
    private static final int AROUND = 130;

    private PresenceJson() {}

    /** About how long the JSON of a user is. */
    static int characters(JsonObject user) {
        return AROUND
                + user.stream()
                        .mapToInt(field -> field.getValue().toString().length())
                        .sum();
    }

    static JsonObject of(UserPresence user) {
        var person = user.person();
        var json = new JsonObject()
                .put("userId", person.userId())
                .put("username", person.username())
                .put("name", person.name())
                .put("status", user.status().wire())
                .put("since", Timestamps.text(user.since()))
                .put("lastActive", Timestamps.text(user.lastActive()));
        if (person.department() != null) {
            json.put("department", person.department());
        }
        if (user.message() != null) {
            json.put("message", user.message());
        }
        return json;
    }
}

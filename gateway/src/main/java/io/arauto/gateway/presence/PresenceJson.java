package io.arauto.gateway.presence;

import io.arauto.broker.presence.UserPresence;
import io.arauto.gateway.event.Timestamps;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** Presence as clients see it: {@code {users:[{userId, username, name, department?, status, message?, since, lastActive}]}}. */
final class PresenceJson {
    private PresenceJson() {}

    static JsonObject of(Collection<UserPresence> users) {
        var array = new JsonArray();
        users.forEach(user -> array.add(of(user)));
        return new JsonObject().put("users", array);
    }

    private static JsonObject of(UserPresence user) {
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

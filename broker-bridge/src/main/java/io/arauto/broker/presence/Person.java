package io.arauto.broker.presence;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A user as others see them. */
public record Person(
        String userId,
        String username,
        String name,
        @Nullable String department) {
    JsonObject toJson() {
        var json = new JsonObject().put("username", username).put("name", name);
        return department == null ? json : json.put("department", department);
    }
}

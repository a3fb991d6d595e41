package io.arauto.broker.presence;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What others see of one user at a moment.
 *
 * @param since when the status began
 * @param lastActive of a user who is offline, or appears so, the time before that
 */
public record UserPresence(
        Person person, Status status, @Nullable String message, Instant since, Instant lastActive) {

    /** One of the {@code users} of a message of the presence topic. */
    static UserPresence parse(JsonObject json) {
        return of(json.getString("userId"), json, json.getString("message"));
    }

    static UserPresence stored(String userId, JsonObject json) {
        var offline = Status.OFFLINE.wire().equals(json.getString("status"));
        return of(userId, json.put("lastActive", json.getValue("seen")), offline ? null : json.getString("message"));
    }

    private static UserPresence of(String userId, JsonObject json, @Nullable String message) {
        return new UserPresence(
                new Person(userId, json.getString("username"), json.getString("name"), json.getString("department")),
                Status.parse(json.getString("status")),
                message,
                time(json, "since"),
                time(json, "lastActive"));
    }

    /** Scripts write whole numbers of this size as {@code 1.7e+12}. */
    private static Instant time(JsonObject json, String field) {
        return Instant.ofEpochMilli(json.getNumber(field, 0).longValue());
    }
}

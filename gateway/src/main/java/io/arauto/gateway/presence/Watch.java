package io.arauto.gateway.presence;

import io.arauto.broker.UserIds;
import io.arauto.broker.presence.UserPresence;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose presence a session wants to follow.
 *
 * @param users null for all of the tenant; none to follow nobody any more
 */
record Watch(@Nullable Set<String> users) {
    private static final int MOST_USERS = 1_000;
    private static final String TAKES = "up to " + MOST_USERS + " user ids; or all: true";

    /** {@code {users:[id]}} or {@code {all:true}}. */
    static Watch of(Payload payload) {
        if (payload.flag("all", false)) {
            return new Watch(null);
        }
        var ids = payload.value("users").orElseThrow(() -> Refusal.invalid("users", TAKES));
        if (!(ids instanceof JsonArray array) || array.size() > MOST_USERS) {
            throw Refusal.invalid("users", TAKES);
        }
        return new Watch(array.stream().map(Watch::userId).collect(Collectors.toUnmodifiableSet()));
    }

    private static String userId(Object value) {
        var id = String.valueOf(value);
        if (!(value instanceof String || value instanceof Number) || !UserIds.isValid(id)) {
            throw Refusal.invalid("users", TAKES);
        }
        return id;
    }

    /** As it was noted by {@link #toNote}. */
    static Watch parse(String note) {
        return of(Payload.of(new JsonObject(note)));
    }

    String toNote() {
        var json = users == null
                ? new JsonObject().put("all", true)
                : new JsonObject().put("users", new JsonArray(List.copyOf(users)));
        return json.encode();
    }

    boolean isEverybody() {
        return users == null;
    }

    boolean isNobody() {
        return users != null && users.isEmpty();
    }

    boolean includes(UserPresence user) {
        return users == null || users.contains(user.person().userId());
    }
}

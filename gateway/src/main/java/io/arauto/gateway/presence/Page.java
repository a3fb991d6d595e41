package io.arauto.gateway.presence;

import io.arauto.broker.presence.PresenceChange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A page of a list of users, as it fills. */
final class Page {
    private final int limit;
    private final @Nullable String department;
    private final JsonArray users = new JsonArray();
    private int room;
    private long upTo;

    /**
     * @param limit how many users it takes
     * @param room how many characters
     * @param department whose users are wanted; null for all
     */
    Page(int limit, int room, @Nullable String department) {
        this.limit = limit;
        this.room = room;
        this.department = department;
    }

    /** Whether this one is done with, be it because nobody wants to see it; else the page is full. */
    boolean takes(PresenceChange change) {
        var user = change.user();
        var isWanted = change.listed()
                && (department == null || department.equals(user.person().department()));
        if (isWanted) {
            var json = PresenceJson.of(user);
            room -= PresenceJson.characters(json);
            if (users.size() == limit || (room < 0 && !users.isEmpty())) {
                return false;
            }
            users.add(json);
        }
        upTo = change.version();
        return true;
    }

    /** {@code {users, next?}}. */
    JsonObject answer(boolean more) {
        var answer = new JsonObject().put("users", users);
        return more ? answer.put("next", Long.toString(upTo)) : answer;
    }
}

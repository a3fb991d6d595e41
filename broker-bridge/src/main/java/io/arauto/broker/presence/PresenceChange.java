package io.arauto.broker.presence;

import io.vertx.core.json.JsonObject;

/**
 * The newest change of one user.
 *
 * @param version greater than that of any earlier change in the tenant
 * @param listed false for a user who is not to be shown any more: only who saw the user before is to be told
 */
public record PresenceChange(long version, UserPresence user, boolean listed) {

    /** One of the {@code users} of a message of the presence topic. */
    static PresenceChange parse(JsonObject json) {
        return of(json.getNumber("version").longValue(), UserPresence.parse(json), json);
    }

    static PresenceChange stored(String userId, long version, JsonObject record) {
        return of(version, UserPresence.stored(userId, record), record);
    }

    private static PresenceChange of(long version, UserPresence user, JsonObject json) {
        return new PresenceChange(version, user, !json.getBoolean("hidden", false));
    }
}

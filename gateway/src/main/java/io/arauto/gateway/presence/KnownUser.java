package io.arauto.gateway.presence;

import io.arauto.broker.presence.PresenceChange;
import io.arauto.broker.presence.UserPresence;

/** A user as after the newest change, encoded for all who are told. */
record KnownUser(PresenceChange change, String json) {
    KnownUser(PresenceChange change) {
        this(change, PresenceJson.of(change.user()).encode());
    }

    UserPresence user() {
        return change.user();
    }

    long version() {
        return change.version();
    }

    boolean isListed() {
        return change.listed();
    }
}

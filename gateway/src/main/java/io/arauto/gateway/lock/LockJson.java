package io.arauto.gateway.lock;

import io.arauto.broker.Timestamps;
import io.arauto.broker.lock.Acquisition;
import io.arauto.broker.lock.Lock;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Locks as clients see them. */
final class LockJson {
    private LockJson() {}

    /** {@code {resource, state, holder, since, expiresAt, fence}}. */
    static JsonObject of(Lock lock) {
        return new JsonObject()
                .put("resource", lock.resource().name())
                .put("state", "held")
                .put("holder", lock.person())
                .put("since", Timestamps.text(lock.since()))
                .put("expiresAt", Timestamps.text(lock.expiresAt()))
                .put("fence", lock.fence().toString());
    }

    /** {@code {locks: […]}}. */
    static JsonObject of(List<Lock> locks) {
        return new JsonObject()
                .put("locks", new JsonArray(locks.stream().map(LockJson::of).toList()));
    }

    /** {@code {resource, fence, expiresAt}}: what a holder needs. */
    static JsonObject mine(Lock lock) {
        return new JsonObject()
                .put("resource", lock.resource().name())
                .put("fence", lock.fence().toString())
                .put("expiresAt", Timestamps.text(lock.expiresAt()));
    }

    /** {@code locked}, with {@code {holder, since, expiresAt, position?, sameUser?}}. */
    static Refusal locked(Acquisition.HeldByAnother held, String userId) {
        var lock = held.lock();
        var details = new JsonObject()
                .put("holder", lock.person())
                .put("since", Timestamps.text(lock.since()))
                .put("expiresAt", Timestamps.text(lock.expiresAt()));
        if (held.position() > 0) {
            details.put("position", held.position());
        }
        if (userId.equals(lock.person().getString("userId"))) {
            details.put("sameUser", true);
            return new Refusal(ErrorCode.LOCKED, "held by another window or device of yours", details);
        }
        return new Refusal(ErrorCode.LOCKED, "held by " + lock.person().getString("name"), details);
    }

    static Refusal notYours() {
        return new Refusal(ErrorCode.CONFLICT, "the lock is not yours any more");
    }
}

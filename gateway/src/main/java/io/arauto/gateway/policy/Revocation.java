package io.arauto.gateway.policy;

import io.arauto.gateway.auth.Identity;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * That tokens issued up to a moment let nobody in any more. It is forgotten when all of them have expired. The time at which tokens were issued
 * has seconds; one of that very second counts as issued before, and so does one that does not say.
 *
 * @param until when all tokens of before have expired
 */
record Revocation(Instant at, Instant until) {
    /** @param tokenLifetime the longest that tokens live */
    static Revocation of(Instant at, Duration tokenLifetime) {
        return new Revocation(at, at.plus(tokenLifetime));
    }

    static Revocation of(JsonObject json) {
        return new Revocation(Instant.ofEpochMilli(json.getLong("at")), Instant.ofEpochMilli(json.getLong("until")));
    }

    JsonObject toJson() {
        return new JsonObject().put("at", at.toEpochMilli()).put("until", until.toEpochMilli());
    }

    boolean covers(Identity user, Instant now) {
        return now.isBefore(until) && !user.issuedAt().isAfter(at);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}

package io.arauto.gateway.rest;

import io.vertx.core.json.JsonObject;

/** What a request that was not refused is answered. */
public record ApiAnswer(int status, JsonObject body) {
    public static ApiAnswer ok(JsonObject body) {
        return new ApiAnswer(200, body);
    }

    public static ApiAnswer created(JsonObject body) {
        return new ApiAnswer(201, body);
    }

    /** Done, and there is nothing to say. */
    public static ApiAnswer nothing() {
        return new ApiAnswer(204, new JsonObject());
    }

    /** Taken over for delivery: stored in Redis, not yet in history. */
    public static ApiAnswer accepted(JsonObject body) {
        return new ApiAnswer(202, body);
    }
}

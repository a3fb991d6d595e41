package io.arauto.testkit;

import io.vertx.core.json.JsonObject;

/** The server answered CONNECT with CONNECT_ERROR; stock clients do not try again after that. */
public final class ConnectionRefused extends RuntimeException {

    private final transient JsonObject error;

    ConnectionRefused(JsonObject error) {
        super(error.encode());
        this.error = error;
    }

    /** {@code {message, data}}. */
    public JsonObject error() {
        return error;
    }
}

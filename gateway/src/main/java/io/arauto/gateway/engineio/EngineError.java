package io.arauto.gateway.engineio;

import io.vertx.core.json.JsonObject;

/** Why an HTTP request is refused, with the codes of the reference implementation. */
enum EngineError {
    UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
    UNKNOWN_SESSION(400, 1, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
    BAD_REQUEST(400, 3, "Bad request"),
    FORBIDDEN(403, 4, "Forbidden"),
    UNSUPPORTED_VERSION(400, 5, "Unsupported protocol version");

    private final int status;
    private final String body;

    EngineError(int status, int code, String message) {
        this.status = status;
        this.body = new JsonObject().put("code", code).put("message", message).encode();
    }

    int status() {
        return status;
    }

    /** {@code {"code":…,"message":"…"}}. */
    String body() {
        return body;
    }
}

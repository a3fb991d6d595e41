package io.arauto.gateway.rest;

import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 has it, with the code by which programs tell errors apart. */
record Problem(
        int status,
        String code,
        String detail,
        boolean retryable,
        @Nullable JsonObject details) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Refusal refusal) {
        var code = refusal.code();
        return new Problem(
                status(code), code.wire(), String.valueOf(refusal.getMessage()), code.retryable(), refusal.details());
    }

    /** What was wrong before any route had its say. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> of(Refusal.notFound("there is nothing here"));
            case 405 -> new Problem(405, "method_not_allowed", "this path does not take this method", false, null);
            case 408 -> new Problem(408, "request_timeout", "the request took too long", true, null);
            case 413 -> of(new Refusal(ErrorCode.PAYLOAD_TOO_LARGE, "the body is too large"));
            case 415 -> new Problem(415, "unsupported_media_type", "the body must be application/json", false, null);
            case 500 -> of(new Refusal(ErrorCode.INTERNAL, "internal error"));
            default -> new Problem(status, ErrorCode.INVALID_PAYLOAD.wire(), "bad request", false, null);
        };
    }

    JsonObject toJson() {
        var json = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .put("retryable", retryable);
        return details == null ? json : json.put("details", details);
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_PAYLOAD -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND, UNKNOWN_EVENT -> 404;
            case CONFLICT -> 409;
            case PAYLOAD_TOO_LARGE -> 413;
            case LOCKED -> 423;
            case RATE_LIMITED -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}

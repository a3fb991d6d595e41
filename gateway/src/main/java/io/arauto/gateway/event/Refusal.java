package io.arauto.gateway.event;

import io.arauto.broker.BrokerException;
import io.arauto.broker.RateLimited;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that we answer with an error. Not a fault: it has no stack trace and is not logged. */
public final class Refusal extends RuntimeException {
    private final ErrorCode code;
    private final transient @Nullable JsonObject details;

    public Refusal(ErrorCode code, String message) {
        this(code, message, null);
    }

    public Refusal(ErrorCode code, String message, @Nullable JsonObject details) {
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    public static Refusal forbidden(String message) {
        return new Refusal(ErrorCode.FORBIDDEN, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(ErrorCode.NOT_FOUND, message);
    }

    /** The payload is wrong at {@code field}. */
    public static Refusal invalid(String field, String takes) {
        return new Refusal(ErrorCode.INVALID_PAYLOAD, field + " takes " + takes, new JsonObject().put("field", field));
    }

    /** Too much of something; it may be tried again after so long. */
    public static Refusal rateLimited(String message, Duration retryAfter) {
        return new Refusal(
                ErrorCode.RATE_LIMITED, message, new JsonObject().put("retryAfterMs", retryAfter.toMillis()));
    }

    /** What clients are told of any failure; what is neither a refusal nor said by Redis is {@link ErrorCode#INTERNAL}. */
    public static Refusal of(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case RateLimited limited ->
                rateLimited("as many messages as allowed within a minute", limited.retryAfter());
            case BrokerException away -> new Refusal(ErrorCode.UNAVAILABLE, "try again later");
            default -> new Refusal(ErrorCode.INTERNAL, "internal error");
        };
    }

    public ErrorCode code() {
        return code;
    }

    /** What the client can act on, such as the holder of a lock. */
    public @Nullable JsonObject details() {
        return details;
    }

    /** {@code {code, message, retryable, details?}}, as acks and problem documents carry it. */
    public JsonObject toJson() {
        var json = new JsonObject()
                .put("code", code.wire())
                .put("message", getMessage())
                .put("retryable", code.retryable());
        return details == null ? json : json.put("details", details);
    }
}

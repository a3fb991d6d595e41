package io.arauto.gateway.rest;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request, once its caller is known. What is read of it is refused when it is wrong, as in events. */
public final class ApiRequest {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String CLIENT_KEY = "clientMsgId";

    private final RoutingContext context;
    private final Identity caller;

    ApiRequest(RoutingContext context, Identity caller) {
        this.context = context;
        this.caller = caller;
    }

    public Identity caller() {
        return caller;
    }

    /** A part of the path, by the name that it has in the route. */
    public String path(String name) {
        return Objects.requireNonNull(context.pathParam(name), name);
    }

    /**
     * The object in the body. An {@code Idempotency-Key}, quoted (RFC 8941) or not, counts as its {@code clientMsgId}: both mean
     * that this request may come again.
     */
    public Payload body() {
        var body = parse(context.body().buffer());
        var key = Optional.ofNullable(context.request().getHeader(IDEMPOTENCY_KEY))
                .map(ApiRequest::unquoted);
        key.ifPresent(value -> body.put(CLIENT_KEY, value));
        return Payload.of(body);
    }

    /**
     * The parameters of the query; of those that are repeated the first counts.
     *
     * @param numbers those that are whole numbers; all others are text
     */
    public Payload query(String... numbers) {
        var wholeNumbers = Set.of(numbers);
        var query = new JsonObject();
        for (var parameter : context.queryParams()) {
            var name = parameter.getKey();
            if (!query.containsKey(name)) {
                query.put(
                        name, wholeNumbers.contains(name) ? number(name, parameter.getValue()) : parameter.getValue());
            }
        }
        return Payload.of(query);
    }

    private static Integer number(String name, String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException _) {
            throw Refusal.invalid(name, "a whole number");
        }
    }

    private static JsonObject parse(@Nullable Buffer body) {
        if (body == null) {
            throw Refusal.invalid("body", "a JSON object");
        }
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException _) {
            throw Refusal.invalid("body", "a JSON object");
        }
    }

    private static String unquoted(String key) {
        return key.length() > 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }
}

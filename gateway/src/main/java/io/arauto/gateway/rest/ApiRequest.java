package io.arauto.gateway.rest;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request, once its caller is known. What is read of it is refused when it is wrong, as in events. */
public final class ApiRequest {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String CLIENT_KEY = "clientMsgId";
    /** Leaves room for what is put behind the key of a batch. */
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,90}");

    private final RoutingContext context;
    private final Identity caller;
    private final RequestRules rules;

    ApiRequest(RoutingContext context, Identity caller, RequestRules rules) {
        this.context = context;
        this.caller = caller;
        this.rules = rules;
    }

    public Identity caller() {
        return caller;
    }

    /** A part of the path, by the name that it has in the route. */
    public String path(String name) {
        return Objects.requireNonNull(context.pathParam(name), name);
    }

    /**
     * The object in the body, as {@code openapi.yaml} wants it; a field that is {@code null} counts as absent. An {@code Idempotency-Key}, quoted (RFC 8941) or not, counts as its {@code clientMsgId}: both mean
     * that this request may come again.
     */
    public Payload body() {
        var body = parse(context.body().buffer());
        body.getMap().values().removeIf(Objects::isNull);
        rules.checkBody(body);
        idempotencyKey().ifPresent(key -> body.put(CLIENT_KEY, key));
        return Payload.of(body);
    }

    /** By which a request that comes again is known. */
    Optional<String> idempotencyKey() {
        var header = context.request().getHeader(IDEMPOTENCY_KEY);
        rules.checkHeader(IDEMPOTENCY_KEY, header);
        return Optional.ofNullable(header).map(ApiRequest::unquoted).map(ApiRequest::clientKey);
    }

    /**
     * The parameters of the query, as {@code openapi.yaml} wants them; those that it calls integers are numbers, others text. Of those that
     * are repeated the first counts.
     */
    public Payload query() {
        var query = new JsonObject();
        for (var parameter : context.queryParams()) {
            var name = parameter.getKey();
            if (!query.containsKey(name)) {
                query.put(name, rules.isNumber(name) ? number(name, parameter.getValue()) : parameter.getValue());
            }
        }
        rules.checkQuery(query);
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

    /** As a {@code clientMsgId} is written: what has other characters, or is longer, is known by its hash. */
    private static String clientKey(String key) {
        if (PLAIN_KEY.matcher(key).matches()) {
            return key;
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String unquoted(String key) {
        return key.length() > 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }
}

package io.arauto.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public keys from a JWKS (RFC 7517) that rotate. A token that none of the known keys has signed makes the set be read again, but not
 * more often than every ten seconds, so that forged tokens cost nothing.
 */
final class KeySet implements SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(KeySet.class);
    private static final Duration REREAD_AFTER = Duration.ofSeconds(10);
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

    private final Vertx vertx;
    private final Supplier<Future<JsonObject>> source;
    private volatile JWTAuth provider;
    private volatile long readAt;

    private KeySet(Vertx vertx, Supplier<Future<JsonObject>> source, JWTAuth provider) {
        this.vertx = vertx;
        this.source = source;
        this.provider = provider;
        this.readAt = System.nanoTime();
    }

    /** Fails when the set can't be read or holds no usable key. */
    static Future<SigningKeys> read(Vertx vertx, Supplier<Future<JsonObject>> source) {
        return source.get().map(set -> new KeySet(vertx, source, provider(vertx, set)));
    }

    @Override
    public Future<User> authenticate(TokenCredentials token) {
        return provider.authenticate(token)
                .recover(failure -> isRereadDue()
                        ? reread().compose(_ -> provider.authenticate(token))
                        : Future.failedFuture(failure));
    }

    private boolean isRereadDue() {
        return System.nanoTime() - readAt > REREAD_AFTER.toNanos();
    }

    private Future<Void> reread() {
        readAt = System.nanoTime();
        return source.get()
                .<Void>map(set -> {
                    provider = provider(vertx, set);
                    return null;
                })
                .onFailure(failure -> log.warn("jwks_unreadable reason={}", failure.getMessage()));
    }

    private static JWTAuth provider(Vertx vertx, JsonObject set) {
        var options = SigningKeys.options();
        var usable = keys(set).stream()
                .filter(key -> ALGORITHMS.contains(key.getString("alg", "RS256")))
                .toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("no RS256 or ES256 key in the set");
        }
        usable.forEach(options::addJwk);
        return JWTAuth.create(vertx, options);
    }

    private static List<JsonObject> keys(JsonObject set) {
        return set.getJsonArray("keys").stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}

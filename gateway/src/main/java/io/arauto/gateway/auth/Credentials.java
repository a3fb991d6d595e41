package io.arauto.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a token may stand: in {@code auth.token} of CONNECT or in {@code Authorization: Bearer}; never in a query, which gets logged. */
public final class Credentials {
    private static final String SCHEME = "Bearer ";

    private Credentials() {}

    /** Fails with {@link TokenRefused} when there is none. */
    public static Future<String> token(JsonObject auth, @Nullable String authorization) {
        return auth.getValue("token") instanceof String token ? Future.succeededFuture(token) : bearer(authorization);
    }

    /**
     * Fails with {@link TokenRefused} when there is none.
     *
     * @param authorization the header of that name
     */
    public static Future<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty())
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new TokenRefused(TokenRefused.Code.TOKEN_MISSING, "no token")));
    }
}

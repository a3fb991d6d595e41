package io.arauto.gateway.auth;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who must have issued a token and for whom, where that is configured. */
record TokenRules(Optional<String> issuer, Optional<String> audience) {
    /** Throws {@link TokenRefused}. */
    void check(JsonObject claims) {
        issuer.filter(required -> !required.equals(claims.getValue("iss"))).ifPresent(_ -> {
            throw new TokenRefused(Code.TOKEN_INVALID, "iss is not the issuer that is trusted");
        });
        audience.filter(required -> !names(claims.getValue("aud"), required)).ifPresent(_ -> {
            throw new TokenRefused(Code.TOKEN_INVALID, "aud does not name this service");
        });
    }

    /** RFC 7519, section 4.1.3: one audience or an array of them. */
    private static boolean names(@Nullable Object audience, String required) {
        return audience instanceof JsonArray array ? array.contains(required) : required.equals(audience);
    }
}

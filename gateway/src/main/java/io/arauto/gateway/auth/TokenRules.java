package io.arauto.gateway.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who must have issued a token and for whom, where that is configured. */
public record TokenRules(Optional<String> issuer, Optional<String> audience) {
    boolean accept(JsonObject claims) {
        return issuer.map(required -> required.equals(claims.getValue("iss"))).orElse(true)
                && audience.map(required -> names(claims.getValue("aud"), required))
                        .orElse(true);
    }

    /** RFC 7519, section 4.1.3: one audience or an array of them. */
    private static boolean names(@Nullable Object audience, String required) {
        return audience instanceof JsonArray array ? array.contains(required) : required.equals(audience);
    }
}

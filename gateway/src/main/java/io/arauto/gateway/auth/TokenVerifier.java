package io.arauto.gateway.auth;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.time.Clock;

/** Verifies tokens: signature by the configured key and its algorithm alone, times, issuer, audience, claims. */
public final class TokenVerifier {
    private static final int LONGEST_TOKEN = 16_384;
    private static final long LEEWAY_SECONDS = 5;

    private final SigningKeys keys;
    private final TokenRules rules;
    private final Clock clock;

    public TokenVerifier(SigningKeys keys, TokenRules rules, Clock clock) {
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    /** Fails with {@link TokenRefused}. */
    public Future<Identity> verify(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Future.failedFuture(invalid());
        }
        return keys.authenticate(new TokenCredentials(token))
                .recover(_ -> Future.failedFuture(invalid()))
                .map(user -> identity(user.attributes().getJsonObject("accessToken")));
    }

    private Identity identity(JsonObject claims) {
        var now = clock.instant();
        var identity = new Claims(claims).identity();
        if (!now.isBefore(identity.expiresAt())) {
            throw new TokenRefused(Code.TOKEN_EXPIRED, "the token has expired");
        }
        var begins = claims.getValue("nbf");
        if (begins != null
                && !(begins instanceof Number start && start.longValue() <= now.getEpochSecond() + LEEWAY_SECONDS)) {
            throw invalid();
        }
        if (!rules.accept(claims)) {
            throw invalid();
        }
        return identity;
    }

    private static TokenRefused invalid() {
        return new TokenRefused(Code.TOKEN_INVALID, "the token is not valid");
    }
}

package io.arauto.gateway.auth;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;

/** Verifies tokens: signature by a trusted key and its algorithm alone, then times, issuer, audience and all other claims. */
public final class TokenVerifier {
    /** How far the issuer's clock may be ahead. None is allowed for {@code exp}: a session ends when its token does. */
    private static final Duration LEEWAY = Duration.ofSeconds(10);

    private final SigningKeys keys;
    private final TokenRules rules;
    private final Clock clock;

    TokenVerifier(SigningKeys keys, TokenRules rules, Clock clock) {
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    /** Fails with {@link TokenRefused} for good; with another failure when the keys can't be read at present. */
    public Future<Identity> verify(String token) {
        try {
            var signed = SignedToken.parse(token);
            return keys.check(signed).map(_ -> identity(signed.claims()));
        } catch (TokenRefused refused) {
            return Future.failedFuture(refused);
        }
    }

    private Identity identity(JsonObject json) {
        var claims = new Claims(json);
        var now = clock.instant();
        if (!now.isBefore(claims.expiry())) {
            throw new TokenRefused(Code.TOKEN_EXPIRED, "the token has expired");
        }
        if (claims.beginning().isAfter(now.plus(LEEWAY))) {
            throw new TokenRefused(Code.TOKEN_NOT_YET_VALID, "the token is not valid yet");
        }
        rules.check(json);
        return claims.identity();
    }
}

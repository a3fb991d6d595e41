package io.arauto.gateway.auth;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.Future;

/** The keys that are trusted to sign tokens. */
@FunctionalInterface
interface SigningKeys {
    /** Fails with {@link TokenRefused} when none of them has signed the token, with another failure when that can't be told now. */
    Future<Void> check(SignedToken token);

    static SigningKeys only(SigningKey key) {
        return token -> token.algorithm().filter(key.algorithm()::equals).isPresent() && token.isSignedBy(key)
                ? Future.succeededFuture()
                : notSigned();
    }

    static Future<Void> notSigned() {
        return Future.failedFuture(new TokenRefused(Code.TOKEN_INVALID, "not signed by a trusted key"));
    }
}

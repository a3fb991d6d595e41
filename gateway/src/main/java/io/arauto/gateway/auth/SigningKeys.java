package io.arauto.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** The keys by which signatures are checked; each accepts the algorithm it is for and no other, {@code none} least of all. */
@FunctionalInterface
public interface SigningKeys {
    /** The user with the token's claims as attribute {@code accessToken}; fails when the signature is not good. Times are not looked at. */
    Future<User> authenticate(TokenCredentials token);

    /** @param secret of at least 32 bytes (RFC 7518, section 3.2) */
    static SigningKeys secret(Vertx vertx, String secret) {
        return pinned(vertx, "HS256", secret);
    }

    /** @param algorithm RS256 or ES256 */
    static SigningKeys publicKey(Vertx vertx, String algorithm, String pem) {
        return pinned(vertx, algorithm, pem);
    }

    private static SigningKeys pinned(Vertx vertx, String algorithm, String key) {
        var options = options()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(key));
        return JWTAuth.create(vertx, options)::authenticate;
    }

    /** Expiry is for the verifier to check, since a token without one must not pass. */
    static JWTAuthOptions options() {
        return new JWTAuthOptions().setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
    }
}

package io.arauto.gateway.auth;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose tokens are trusted: those signed by exactly one of a shared secret, a public key and a set of public keys. */
public final class AuthConfig {
    private final Optional<SigningKey> key;
    private final Optional<String> keySet;
    private final TokenRules rules;

    private AuthConfig(Optional<SigningKey> key, Optional<String> keySet, TokenRules rules) {
        this.key = key;
        this.keySet = keySet;
        this.rules = rules;
    }

    /** Throws {@link ConfigException}. */
    public static AuthConfig from(Environment environment) {
        var secret = environment.optional(Variable.ARAUTO_JWT_SECRET);
        var publicKey = environment.optional(Variable.ARAUTO_JWT_PUBLIC_KEY);
        var keySet = environment.optional(Variable.ARAUTO_JWT_JWKS);
        if (Stream.of(secret, publicKey, keySet).filter(Optional::isPresent).count() != 1) {
            throw new ConfigException(
                    "exactly one of ARAUTO_JWT_SECRET, ARAUTO_JWT_PUBLIC_KEY and ARAUTO_JWT_JWKS is required");
        }
        return new AuthConfig(
                secret.map(AuthConfig::secret).or(() -> publicKey.map(AuthConfig::publicKey)),
                keySet,
                new TokenRules(
                        environment.optional(Variable.ARAUTO_JWT_ISSUER),
                        environment.optional(Variable.ARAUTO_JWT_AUDIENCE)));
    }

    /** Fails with {@link ConfigException} when the set of keys can't be read. */
    public Future<TokenVerifier> verifier(Vertx vertx, Clock clock) {
        return keys(vertx, clock).map(keys -> new TokenVerifier(keys, rules, clock));
    }

    private Future<SigningKeys> keys(Vertx vertx, Clock clock) {
        return switch (key.orElse(null)) {
            case SigningKey.Secret secret -> Future.succeededFuture(SigningKeys.only(secret));
            case SigningKey.Public one ->
                Future.succeededFuture(new RememberedSignatures(vertx, clock, SigningKeys.only(one)));
            case null -> keySet(vertx, clock).map(set -> new RememberedSignatures(vertx, clock, set));
        };
    }

    private Future<SigningKeys> keySet(Vertx vertx, Clock clock) {
        return KeySet.read(vertx, clock, KeySource.of(vertx, keySet.orElseThrow()))
                .recover(failure -> Future.failedFuture(new ConfigException(
                        "ARAUTO_JWT_JWKS takes a readable file or address of a key set with RS256 or ES256 keys: "
                                + failure.getMessage())));
    }

    private static SigningKey secret(String secret) {
        return SigningKey.of(secret)
                .orElseThrow(() -> new ConfigException(
                        "ARAUTO_JWT_SECRET takes at least " + SigningKey.FEWEST_SECRET_BYTES + " bytes"));
    }

    private static SigningKey publicKey(String pem) {
        return PemKey.parse(pem)
                .orElseThrow(() -> new ConfigException(
                        "ARAUTO_JWT_PUBLIC_KEY takes a public key in PEM: RSA of at least 2048 bits, or P-256"));
    }
}

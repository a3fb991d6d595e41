package io.arauto.gateway.auth;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whose tokens are trusted: exactly one of a shared secret, a public key and a key set. */
public record AuthConfig(
        Optional<String> secret, Optional<String> publicKey, Optional<String> keySet, TokenRules rules) {
    private static final int SHORTEST_SECRET = 32;
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

    /** Throws {@link ConfigException}. */
    public static AuthConfig from(Environment environment) {
        var config = new AuthConfig(
                environment.optional(Variable.ARAUTO_JWT_SECRET),
                environment.optional(Variable.ARAUTO_JWT_PUBLIC_KEY),
                environment.optional(Variable.ARAUTO_JWT_JWKS),
                new TokenRules(
                        environment.optional(Variable.ARAUTO_JWT_ISSUER),
                        environment.optional(Variable.ARAUTO_JWT_AUDIENCE)));
        var given = List.of(config.secret, config.publicKey, config.keySet).stream()
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            throw new ConfigException(
                    "exactly one of ARAUTO_JWT_SECRET, ARAUTO_JWT_PUBLIC_KEY and ARAUTO_JWT_JWKS is required");
        }
        config.secret
                .filter(secret -> secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET)
                .ifPresent(_ -> {
                    throw new ConfigException("ARAUTO_JWT_SECRET takes at least " + SHORTEST_SECRET + " bytes");
                });
        config.publicKey.ifPresent(AuthConfig::algorithm);
        return config;
    }

    /** Fails with {@link ConfigException} when the key set can't be read. */
    public Future<TokenVerifier> verifier(Vertx vertx, Clock clock) {
        return keys(vertx).map(keys -> new TokenVerifier(keys, rules, clock));
    }

    private Future<SigningKeys> keys(Vertx vertx) {
        if (secret.isPresent()) {
            return Future.succeededFuture(SigningKeys.secret(vertx, secret.get()));
        }
        if (publicKey.isPresent()) {
            return Future.succeededFuture(SigningKeys.publicKey(vertx, algorithm(publicKey.get()), publicKey.get()));
        }
        return KeySet.read(vertx, source(vertx, keySet.orElseThrow()))
                .recover(failure -> Future.failedFuture(new ConfigException(
                        "ARAUTO_JWT_JWKS takes a readable file or https:// address of a key set with RS256 or ES256 keys: "
                                + failure.getMessage())));
    }

    private static Supplier<Future<JsonObject>> source(Vertx vertx, String location) {
        if (!location.startsWith("http://") && !location.startsWith("https://")) {
            return () -> vertx.fileSystem().readFile(location).map(file -> file.toJsonObject());
        }
        var client = HttpClient.newBuilder().connectTimeout(FETCH_TIMEOUT).build();
        var request = HttpRequest.newBuilder(URI.create(location))
                .timeout(FETCH_TIMEOUT)
                .build();
        return () -> Future.fromCompletionStage(
                        client.sendAsync(request, BodyHandlers.ofString()), vertx.getOrCreateContext())
                .map(response -> new JsonObject(response.body()));
    }

    /** The algorithm that a PEM public key is for. */
    private static String algorithm(String pem) {
        if (isPublicKey("RSA", pem)) {
            return "RS256";
        }
        if (isPublicKey("EC", pem)) {
            return "ES256";
        }
        throw new ConfigException("ARAUTO_JWT_PUBLIC_KEY takes an RSA or EC public key in PEM");
    }

    private static boolean isPublicKey(String type, String pem) {
        try {
            var base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
            KeyFactory.getInstance(type)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}

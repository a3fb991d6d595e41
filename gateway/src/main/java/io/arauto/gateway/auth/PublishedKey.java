package io.arauto.gateway.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A key of a JWKS (RFC 7517), and the id by which tokens may name it. */
record PublishedKey(Optional<String> id, SigningKey key) {
    /** The keys that sign with RS256 or ES256. Sets hold others too, for encryption or other algorithms; those are left out. */
    static List<PublishedKey> allOf(JsonObject set) {
        return set.getValue("keys") instanceof JsonArray keys
                ? keys.stream().flatMap(PublishedKey::of).toList()
                : List.of();
    }

    boolean hasSigned(SignedToken token) {
        return token.algorithm().filter(key.algorithm()::equals).isPresent()
                && (id.isEmpty() || token.keyId().isEmpty() || id.equals(token.keyId()))
                && token.isSignedBy(key);
    }

    private static Stream<PublishedKey> of(Object value) {
        if (!(value instanceof JsonObject jwk) || !"sig".equals(jwk.getValue("use", "sig"))) {
            return Stream.empty();
        }
        try {
            var id = jwk.getValue("kid") instanceof String text ? Optional.of(text) : Optional.<String>empty();
            return publicKey(jwk)
                    .filter(key -> key.algorithm().equals(jwk.getValue("alg", key.algorithm())))
                    .map(key -> new PublishedKey(id, key))
                    .stream();
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Stream.empty();
        }
    }

    private static Optional<SigningKey> publicKey(JsonObject jwk) throws GeneralSecurityException {
        if ("RSA".equals(jwk.getValue("kty"))) {
            return generate("RSA", new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        }
        return "EC".equals(jwk.getValue("kty")) && "P-256".equals(jwk.getValue("crv"))
                ? generate("EC", new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), P256.CURVE))
                : Optional.empty();
    }

    private static Optional<SigningKey> generate(String type, KeySpec spec) throws GeneralSecurityException {
        return SigningKey.of(KeyFactory.getInstance(type).generatePublic(spec));
    }

    private static BigInteger number(JsonObject jwk, String parameter) {
        if (jwk.getValue(parameter) instanceof String text) {
            return new BigInteger(1, Base64.getUrlDecoder().decode(text));
        }
        throw new IllegalArgumentException(parameter);
    }
}

package io.arauto.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that tokens are signed with, for one algorithm of RFC 7518 and no other: what a token's header says never chooses it. */
sealed interface SigningKey {
    int FEWEST_SECRET_BYTES = 32;
    int FEWEST_RSA_BITS = 2_048;

    String algorithm();

    boolean hasSigned(byte[] content, byte[] signature);

    /** For HS256. Empty when the secret is shorter than section 3.2 of RFC 7518 demands. */
    static Optional<SigningKey> of(String secret) {
        var bytes = secret.getBytes(UTF_8);
        return bytes.length < FEWEST_SECRET_BYTES
                ? Optional.empty()
                : Optional.of(new Secret(new SecretKeySpec(bytes, "HmacSHA256")));
    }

    /** RSA of 2048 bits or more for RS256, P-256 for ES256; empty for any other. */
    static Optional<SigningKey> of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa
            when rsa.getModulus().bitLength() >= FEWEST_RSA_BITS ->
                Optional.of(new Public("RS256", "SHA256withRSA", key));
            case ECPublicKey ec
            when P256.isCurveOf(ec) -> Optional.of(new Public("ES256", "SHA256withECDSAinP1363Format", key));
            default -> Optional.empty();
        };
    }

    record Secret(SecretKeySpec key) implements SigningKey {
        @Override
        public String algorithm() {
            return "HS256";
        }

        @Override
        public boolean hasSigned(byte[] content, byte[] signature) {
            try {
                var mac = Mac.getInstance(key.getAlgorithm());
                mac.init(key);
                return MessageDigest.isEqual(mac.doFinal(content), signature);
            } catch (GeneralSecurityException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** @param scheme the algorithm as the JDK calls it */
    record Public(String algorithm, String scheme, PublicKey key) implements SigningKey {
        @Override
        public boolean hasSigned(byte[] content, byte[] signature) {
            try {
                var verifier = Signature.getInstance(scheme);
                verifier.initVerify(key);
                verifier.update(content);
                return verifier.verify(signature);
            } catch (SignatureException _) {
                return false; // Of a wrong length, or with numbers that are none of the curve.
            } catch (GeneralSecurityException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}

package io.arauto.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A public key as {@code openssl pkey -pubout} writes it (RFC 7468, section 13). Line ends may be written {@code \n}, as in {@code .env} files. */
final class PemKey {
    private static final Pattern FORM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private PemKey() {}

    /** Empty when it is no key that tokens may be signed with. */
    static Optional<SigningKey> parse(String pem) {
        var matcher = FORM.matcher(pem.replace("\\n", "\n"));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var base64 = matcher.group(1);
        return Stream.of("RSA", "EC")
                .flatMap(type -> key(type, base64).stream())
                .findFirst();
    }

    private static Optional<SigningKey> key(String type, String base64) {
        try {
            var encoded = Base64.getMimeDecoder().decode(base64);
            return SigningKey.of(KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

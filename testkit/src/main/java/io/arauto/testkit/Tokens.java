package io.arauto.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs HS256 tokens with nothing but the JDK, so that the tests do not trust the library which they test. */
public final class Tokens {

    /** What the nodes of a test are configured with. */
    public static final String SECRET = "the-secret-of-the-tests-long-enough-for-hs256";

    private Tokens() {}

    public static String sign(JsonObject claims, String secret) {
        var header = new JsonObject().put("alg", "HS256").put("typ", "JWT");
        var signed = base64(header.encode().getBytes(UTF_8))
                + '.'
                + base64(claims.encode().getBytes(UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return signed + '.' + base64(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package io.arauto.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues the demo users' tokens, HS256, as the back end of an ERP would. */
record DemoTokens(String secret) {

    private static final String ALGORITHM = "HmacSHA256";

    String issue(DemoUser user) {
        var header = new JsonObject().put("alg", "HS256").put("typ", "JWT");
        var signed = base64(header.encode().getBytes(UTF_8))
                + '.'
                + base64(user.claims(Instant.now()).encode().getBytes(UTF_8));
        return signed + '.' + base64(sign(signed));
    }

    private byte[] sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DemoTokens";
    }
}

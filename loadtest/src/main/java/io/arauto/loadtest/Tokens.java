package io.arauto.loadtest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens for as many users of a tenant as a run needs (RFC 7515, HS256). */
public record Tokens(String secret, String tenant) {
    private static final long GOOD_FOR_SECONDS = 24 * 3_600;

    /** One who may chat. */
    public String of(int user) {
        return of(user, List.of("chat"));
    }

    public String of(int user, List<String> permissions) {
        var claims = new JsonObject()
                .put("userId", user)
                .put("username", "user" + user)
                .put("tenantHash", tenant)
                .put("permissions", new JsonArray(permissions))
                .put("exp", Instant.now().getEpochSecond() + GOOD_FOR_SECONDS);
        var content = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + encode(claims.encode().getBytes(StandardCharsets.UTF_8));
        return content + '.' + encode(signature(content));
    }

    private byte[] signature(String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package io.arauto.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7515, appendix A, and the keys that we do not take. */
class SigningKeyTest {
    private static final String PAYLOAD =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    @Test
    void hs256IsAsInAppendixA1() {
        var key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        var token =
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + PAYLOAD + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

        assertThat(hasSigned(
                        new SigningKey.Secret(
                                new SecretKeySpec(Base64.getUrlDecoder().decode(key), "HmacSHA256")),
                        token))
                .isTrue();
    }

    @Test
    void rs256IsAsInAppendixA2() {
        var key = new JsonObject()
                .put("kty", "RSA")
                .put(
                        "n",
                        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4Ql"
                                + "L-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5re"
                                + "xMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aG"
                                + "hyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ")
                .put("e", "AQAB");
        var token = "eyJhbGciOiJSUzI1NiJ9." + PAYLOAD
                + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9"
                + "uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB"
                + "_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rq"
                + "Vt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

        assertThat(hasSigned(published(key), token)).isTrue();
    }

    @Test
    void es256IsAsInAppendixA3() {
        var key = new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
                .put("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
        var token = "eyJhbGciOiJFUzI1NiJ9." + PAYLOAD
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

        assertThat(hasSigned(published(key), token)).isTrue();
    }

    @Test
    void weakAndForeignKeysAreNotTaken() throws GeneralSecurityException {
        assertThat(SigningKey.of("x".repeat(31))).isEmpty();
        assertThat(SigningKey.of(Signer.rsa("k", 1_024).publicKey())).isEmpty();
        assertThat(SigningKey.of(Signer.ec("k", "secp384r1").publicKey())).isEmpty();
    }

    @Test
    void aSetsOtherKeysAreLeftOut() throws GeneralSecurityException {
        var rsa = Signer.rsa("good");
        var set = new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(rsa.jwk())
                                .add(rsa.jwk().put("use", "enc"))
                                .add(rsa.jwk().put("alg", "PS256"))
                                .add(rsa.jwk().put("alg", "HS256"))
                                .add(rsa.jwk().put("n", 5))
                                .add(rsa.jwk().put("n", "!"))
                                .add(rsa.jwk().put("kty", "OKP"))
                                .add(Signer.rsa("weak", 1_024).jwk())
                                .add(Signer.ec("k").jwk().put("crv", "P-384"))
                                .add(new JsonObject().put("kty", "oct").put("k", "c2VjcmV0"))
                                .add(new JsonObject())
                                .add("text")
                                .addNull());

        assertThat(PublishedKey.allOf(set)).singleElement().satisfies(key -> {
            assertThat(key.id()).contains("good");
            assertThat(key.key().algorithm()).isEqualTo("RS256");
        });
        assertThat(PublishedKey.allOf(new JsonObject().put("keys", "x"))).isEmpty();
    }

    private static SigningKey published(JsonObject jwk) {
        return PublishedKey.allOf(new JsonObject().put("keys", new JsonArray().add(jwk)))
                .getFirst()
                .key();
    }

    private static boolean hasSigned(SigningKey key, String token) {
        var end = token.lastIndexOf('.');
        return key.hasSigned(
                token.substring(0, end).getBytes(UTF_8), Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }
}

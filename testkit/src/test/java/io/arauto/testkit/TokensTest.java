package io.arauto.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class TokensTest {

    /** The example token of jwt.io. */
    @Test
    void signsAsTheRestOfTheWorldDoes() {
        var claims = new JsonObject()
                .put("sub", "1234567890")
                .put("name", "John Doe")
                .put("iat", 1516239022);

        assertThat(Tokens.sign(claims, "your-256-bit-secret"))
                .isEqualTo("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
                        + ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ"
                        + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c");
    }
}

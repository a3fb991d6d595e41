package io.arauto.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final JsonObject NO_AUTH = new JsonObject();

    @Test
    void theTokenOfConnectComesFirst() {
        assertThat(Verdict.await(Credentials.token(new JsonObject().put("token", "a"), "Bearer b")))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer b", "bearer b", "BEARER   b "})
    void otherwiseItIsTheBearersOfTheHandshake(String header) {
        assertThat(Verdict.await(Credentials.token(NO_AUTH, header))).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "Basic YTpi", "Bearer", "Bearerb", "Bearer ", "Bearer    "})
    void anythingElseIsNoToken(String header) {
        assertThat(Verdict.code(Credentials.bearer(header))).isEqualTo(Code.TOKEN_MISSING);
    }

    @Test
    void aTokenOfAnotherTypeIsNone() {
        assertThat(Verdict.code(Credentials.token(new JsonObject().put("token", 7), null)))
                .isEqualTo(Code.TOKEN_MISSING);
    }
}

package io.arauto.gateway.auth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.testkit.Tokens;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthConfigTest {
    @Test
    void exactlyOneKeyIsConfigured() throws GeneralSecurityException {
        var pem = Signer.rsa("k").pem();

        assertRefused(
                Map.of(), "exactly one of ARAUTO_JWT_SECRET, ARAUTO_JWT_PUBLIC_KEY and ARAUTO_JWT_JWKS is required");
        assertRefused(
                Map.of("ARAUTO_JWT_SECRET", Tokens.SECRET, "ARAUTO_JWT_PUBLIC_KEY", pem),
                "exactly one of ARAUTO_JWT_SECRET, ARAUTO_JWT_PUBLIC_KEY and ARAUTO_JWT_JWKS is required");
    }

    @Test
    void aShortSecretIsRefusedAndNotShown() {
        assertRefused(Map.of("ARAUTO_JWT_SECRET", "short"), "ARAUTO_JWT_SECRET takes at least 32 bytes");
    }

    @Test
    void publicKeysMayHaveTheirLineEndsEscaped() throws GeneralSecurityException {
        for (var signer : new Signer[] {Signer.rsa("k"), Signer.ec("k")}) {
            AuthConfig.from(Environment.of(Map.of("ARAUTO_JWT_PUBLIC_KEY", signer.pem())));
            AuthConfig.from(
                    Environment.of(Map.of("ARAUTO_JWT_PUBLIC_KEY", signer.pem().replace("\n", "\\n"))));
            AuthConfig.from(
                    Environment.of(Map.of("ARAUTO_JWT_PUBLIC_KEY", signer.pem().replace("\n", "\r\n"))));
        }
    }

    @Test
    void whatIsNoPublicKeyOfOursIsRefused() throws GeneralSecurityException {
        for (var pem : new String[] {
            "x",
            "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
            Signer.rsa("k").pem().replace("PUBLIC", "PRIVATE"),
            Signer.rsa("k").pem().replaceFirst("MII", "MIX"),
            Signer.rsa("k", 1_024).pem(),
            Signer.ec("k", "secp384r1").pem()
        }) {
            assertRefused(
                    Map.of("ARAUTO_JWT_PUBLIC_KEY", pem),
                    "ARAUTO_JWT_PUBLIC_KEY takes a public key in PEM: RSA of at least 2048 bits, or P-256");
        }
    }

    private static void assertRefused(Map<String, String> variables, String message) {
        assertThatThrownBy(() -> AuthConfig.from(Environment.of(variables)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}

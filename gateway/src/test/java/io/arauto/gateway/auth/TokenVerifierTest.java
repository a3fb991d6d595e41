package io.arauto.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.Tenant;
import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final String SECRET = "a secret of the tests that is long enough";
    private static final JsonObject HS256 = new JsonObject().put("alg", "HS256").put("typ", "JWT");
    private static final TokenRules NO_RULES = new TokenRules(Optional.empty(), Optional.empty());

    private final TestClock clock = new TestClock();
    private final TokenVerifier verifier = verifier(SigningKey.of(SECRET).orElseThrow(), NO_RULES);

    @Test
    void theClaimsBecomeTheIdentity() throws GeneralSecurityException {
        var claims = claims().put("name", "Maria Santos")
                .put("department", "Vendas")
                .put("sid", "erp-77")
                .put("iat", 1_700_000_000);

        assertThat(Verdict.accepted(verifier, sign(claims)))
                .isEqualTo(new Identity(
                        new Tenant("acme"),
                        "2",
                        "maria.santos",
                        "Maria Santos",
                        "Vendas",
                        Set.of("vendas", "chat"),
                        false,
                        Instant.ofEpochSecond(1_700_000_000),
                        TestClock.START.plusSeconds(3_600),
                        "erp-77",
                        Standing.UNRESTRICTED));
    }

    @Test
    void theSessionOfAnErpMayBeANumber() throws GeneralSecurityException {
        assertThat(Verdict.accepted(verifier, sign(claims().put("sid", 77))).applicationSession())
                .isEqualTo("77");
    }

    @Test
    void whatIsOptionalMayBeMissingOrNullOrBlank() throws GeneralSecurityException {
        var claims = claims().putNull("name").put("department", " ").putNull("nbf");
        claims.remove("username");
        claims.remove("permissions");
        claims.remove("isPrincipal");

        var identity = Verdict.accepted(verifier, sign(claims));

        assertThat(identity.username()).isEqualTo("2");
        assertThat(identity.name()).isEqualTo("2");
        assertThat(identity.department()).isNull();
        assertThat(identity.permissions()).isEmpty();
        assertThat(identity.principal()).isFalse();
    }

    @Test
    void aUserIdMayBeANumber() throws GeneralSecurityException {
        assertThat(Verdict.accepted(verifier, sign(claims().put("userId", 42))).userId())
                .isEqualTo("42");
        assertThat(Verdict.accepted(verifier, sign(claims().put("userId", 9_007_199_254_740_993L)))
                        .userId())
                .isEqualTo("9007199254740993");
    }

    @Test
    void aTokenIsGoodUntilItsEndAndNoLonger() throws GeneralSecurityException {
        var token = sign(claims());
        clock.advance(Duration.ofSeconds(3_599));
        Verdict.accepted(verifier, token);

        clock.advance(Duration.ofSeconds(1));

        assertThat(Verdict.refused(verifier, token).code()).isEqualTo(Code.TOKEN_EXPIRED);
    }

    @Test
    void aTokenIsGoodFromItsBeginningGiveOrTakeTheClocks() throws GeneralSecurityException {
        var soon = TestClock.START.getEpochSecond();

        Verdict.accepted(verifier, sign(claims().put("nbf", soon + 10)));
        assertThat(Verdict.refused(verifier, sign(claims().put("nbf", soon + 11)))
                        .code())
                .isEqualTo(Code.TOKEN_NOT_YET_VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exp\":null}",
                "{\"exp\":\"1772370000\"}",
                "{\"exp\":true}",
                "{\"exp\":-1}",
                "{\"exp\":1e300}",
                "{\"exp\":253402300800}",
                "{\"nbf\":\"soon\"}",
                "{\"userId\":null}",
                "{\"userId\":\"\"}",
                "{\"userId\":1.5}",
                "{\"userId\":-1}",
                "{\"userId\":[1]}",
                "{\"userId\":\"a:b\"}",
                "{\"userId\":\"{x}\"}",
                "{\"userId\":\"1234567890123456789012345678901234567890123456789\"}",
                "{\"tenantHash\":null}",
                "{\"tenantHash\":7}",
                "{\"tenantHash\":\"\"}",
                "{\"tenantHash\":\"acme:other\"}",
                "{\"tenantHash\":\"acme\\n\"}",
                "{\"tenantHash\":\"ac}me\"}",
                "{\"username\":5}",
                "{\"name\":{}}",
                "{\"department\":[]}",
                "{\"sid\":1.5}",
                "{\"permissions\":\"all\"}",
                "{\"permissions\":{}}",
                "{\"permissions\":[1]}",
                "{\"permissions\":[null]}",
                "{\"permissions\":[[\"all\"]]}",
                "{\"isPrincipal\":\"true\"}",
                "{\"isPrincipal\":1}"
            })
    void aClaimOfAWrongKindIsNamed(String json) throws GeneralSecurityException {
        var wrong = new JsonObject(json);

        var refused = Verdict.refused(verifier, sign(claims().mergeIn(wrong)));

        assertThat(refused.code()).isEqualTo(Code.TOKEN_INVALID);
        assertThat(refused).hasMessageStartingWith(wrong.fieldNames().iterator().next() + " takes ");
    }

    @Test
    void claimsAreBounded() throws GeneralSecurityException {
        var long201 = "x".repeat(201);

        for (var claims : new JsonObject[] {
            claims().put("name", long201),
            claims().put("permissions", new JsonArray().add(long201)),
            claims().put("permissions", new JsonArray(Collections.nCopies(201, "vendas")))
        }) {
            assertThat(Verdict.refused(verifier, sign(claims)).code()).isEqualTo(Code.TOKEN_INVALID);
        }
    }

    @Test
    void issuerAndAudienceCountWhenTheyAreConfigured() throws GeneralSecurityException {
        var strict = verifier(
                SigningKey.of(SECRET).orElseThrow(), new TokenRules(Optional.of("erp"), Optional.of("arauto")));

        Verdict.accepted(strict, sign(claims().put("iss", "erp").put("aud", "arauto")));
        Verdict.accepted(
                strict,
                sign(claims().put("iss", "erp")
                        .put("aud", new JsonArray().add("x").add("arauto"))));
        for (var claims : new JsonObject[] {
            claims(),
            claims().put("iss", "erp"),
            claims().put("aud", "arauto"),
            claims().put("iss", "erp2").put("aud", "arauto"),
            claims().put("iss", "erp").put("aud", "arauto2"),
            claims().put("iss", "erp").put("aud", new JsonArray().add("x"))
        }) {
            assertThat(Verdict.refused(strict, sign(claims)).code()).isEqualTo(Code.TOKEN_INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "...",
                "a",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "é.é.é",
                "e30.e30.",
                ".e30.e30",
                "e30..e30",
                "e30.e30.!!",
                "bnVsbA.e30.e30",
                "W10.e30.e30",
                "e30.W10.e30",
                "e30=.e30.e30\n"
            })
    void garbageIsNoToken(String garbage) {
        assertThat(Verdict.refused(verifier, garbage).code()).isEqualTo(Code.TOKEN_INVALID);
    }

    @Test
    void nothingIsNoToken() {
        assertThat(Verdict.refused(verifier, "").code()).isEqualTo(Code.TOKEN_MISSING);
        assertThat(Verdict.refused(verifier, "  ").code()).isEqualTo(Code.TOKEN_MISSING);
    }

    @Test
    void aGoodSignatureOverNoJsonObjectIsNoToken() throws GeneralSecurityException {
        for (var payload : new String[] {"", "null", "[]", "\"x\"", "{", "{\"exp\":1", "\0", "[".repeat(5_000)}) {
            assertThat(Verdict.refused(verifier, Signer.hmac(SECRET, Signer.content(HS256, payload)))
                            .code())
                    .isEqualTo(Code.TOKEN_INVALID);
        }
    }

    @Test
    void aTokenThatWasCutOrChangedAnywhereIsRefused() throws GeneralSecurityException {
        var token = sign(claims());
        var random = new Random(20260301);

        for (var length = 1; length < token.length(); length++) {
            assertThat(Verdict.refused(verifier, token.substring(0, length)).code())
                    .isEqualTo(Code.TOKEN_INVALID);
        }
        for (var i = 0; i < 500; i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(random.nextInt(token.length() - 1), (char) (33 + random.nextInt(94)));
            if (!token.contentEquals(changed)) {
                assertThat(Verdict.refused(verifier, changed.toString()).code()).isEqualTo(Code.TOKEN_INVALID);
            }
        }
    }

    @Test
    void aHugeTokenIsRefusedBeforeItIsLookedAt() {
        assertThat(Verdict.refused(verifier, "a".repeat(10_000_000)).code()).isEqualTo(Code.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "hs256", "HS384", "HS512", "RS256", "ES256"})
    void theHeaderDoesNotChooseTheAlgorithm(String algorithm) throws GeneralSecurityException {
        var header = new JsonObject().put("alg", algorithm);
        var content = Signer.content(header, claims());

        for (var token : new String[] {content, content + '.', Signer.hmac(SECRET, content)}) {
            assertThat(Verdict.refused(verifier, token).code()).isEqualTo(Code.TOKEN_INVALID);
        }
    }

    @ParameterizedTest
    @CsvSource({"alg, 7", "alg, null", "crit, '[\"exp\"]'", "crit, '[]'"})
    void anUnreadableHeaderIsRefused(String parameter, String json) throws GeneralSecurityException {
        var header = HS256.copy().mergeIn(new JsonObject("{\"" + parameter + "\":" + json + "}"));

        assertThat(Verdict.refused(verifier, Signer.hmac(SECRET, Signer.content(header, claims())))
                        .code())
                .isEqualTo(Code.TOKEN_INVALID);
    }

    @Test
    void aPublicKeyIsNoSecret() throws GeneralSecurityException {
        for (var signer : new Signer[] {Signer.rsa("k"), Signer.ec("k")}) {
            var published = verifier(SigningKey.of(signer.publicKey()).orElseThrow(), NO_RULES);

            Verdict.accepted(published, signer.token(claims()));
            for (var secret : new String[] {
                signer.pem(), signer.pem().strip(), signer.jwk().encode()
            }) {
                assertThat(Verdict.refused(published, Signer.hmac(secret, Signer.content(HS256, claims())))
                                .code())
                        .isEqualTo(Code.TOKEN_INVALID);
            }
        }
    }

    @Test
    void anotherKeyOfTheSameKindIsRefused() throws GeneralSecurityException {
        var trusted = Signer.rsa("k");
        var published = verifier(SigningKey.of(trusted.publicKey()).orElseThrow(), NO_RULES);

        assertThat(Verdict.refused(published, Signer.rsa("k").token(claims())).code())
                .isEqualTo(Code.TOKEN_INVALID);
        assertThat(Verdict.refused(published, Signer.ec("k").token(claims())).code())
                .isEqualTo(Code.TOKEN_INVALID);
    }

    @Test
    void anEcSignatureOfZerosOrInAnotherFormIsRefused() throws GeneralSecurityException {
        var signer = Signer.ec("k");
        var published = verifier(SigningKey.of(signer.publicKey()).orElseThrow(), NO_RULES);
        var content = Signer.content(new JsonObject().put("alg", "ES256"), claims());

        for (var length : new int[] {0, 1, 32, 63, 64, 65, 72, 128}) {
            assertThat(Verdict.refused(published, content + '.' + Signer.base64(new byte[length]))
                            .code())
                    .isEqualTo(Code.TOKEN_INVALID);
        }
        assertThat(Verdict.refused(published, signer.sign("SHA256withECDSA", content))
                        .code())
                .isEqualTo(Code.TOKEN_INVALID);
    }

    private TokenVerifier verifier(SigningKey key, TokenRules rules) {
        return new TokenVerifier(SigningKeys.only(key), rules, clock);
    }

    private static String sign(JsonObject claims) throws GeneralSecurityException {
        return Signer.hmac(SECRET, Signer.content(HS256, claims));
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("userId", "2")
                .put("username", "maria.santos")
                .put("tenantHash", "acme")
                .put("permissions", new JsonArray().add("vendas").add("chat"))
                .put("isPrincipal", false)
                .put("exp", TestClock.START.plusSeconds(3_600).getEpochSecond());
    }
}

package io.arauto.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.auth.TokenRefused.Code;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RememberedSignaturesTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final AtomicInteger checks = new AtomicInteger();
    private final Signer signer = newSigner();
    private final TokenVerifier verifier = verifier();

    @AfterEach
    void stop() {
        Verdict.await(vertx.close());
    }

    @Test
    void aGoodSignatureIsCheckedOnceInAWhile() throws GeneralSecurityException {
        var token = signer.token(claims());

        for (var i = 0; i < 5; i++) {
            Verdict.accepted(verifier, token);
        }
        assertThat(checks).hasValue(1);

        clock.advance(RememberedSignatures.LIFE.multipliedBy(3));
        Verdict.accepted(verifier, token);
        assertThat(checks).hasValue(2);
    }

    @Test
    void whatElseMakesATokenUselessIsLookedAtEveryTime() throws GeneralSecurityException {
        var end = TestClock.START.plusSeconds(60).getEpochSecond();
        var token = signer.token(claims().put("exp", end));
        Verdict.accepted(verifier, token);

        clock.advance(Duration.ofSeconds(60));

        assertThat(Verdict.refused(verifier, token).code()).isEqualTo(Code.TOKEN_EXPIRED);
        assertThat(checks).hasValue(1);
    }

    @Test
    void aBadSignatureIsNeverRemembered() throws GeneralSecurityException {
        var forged = newSigner().token(claims());

        for (var i = 0; i < 3; i++) {
            assertThat(Verdict.refused(verifier, forged).code()).isEqualTo(Code.TOKEN_INVALID);
        }
        assertThat(checks).hasValue(3);
    }

    @Test
    void aTokenIsNotTakenForAnotherThatHasItsSignature() throws GeneralSecurityException {
        var token = signer.token(claims());
        Verdict.accepted(verifier, token);
        var other = Signer.content(new JsonObject().put("alg", "ES256"), claims().put("userId", "1"));

        assertThat(Verdict.refused(verifier, other + token.substring(token.lastIndexOf('.')))
                        .code())
                .isEqualTo(Code.TOKEN_INVALID);
    }

    private static Signer newSigner() {
        try {
            return Signer.ec("k");
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private TokenVerifier verifier() {
        var keys = SigningKeys.only(SigningKey.of(signer.publicKey()).orElseThrow());
        SigningKeys counted = token -> {
            checks.incrementAndGet();
            return keys.check(token);
        };
        return new TokenVerifier(
                new RememberedSignatures(vertx, clock, counted),
                new TokenRules(Optional.empty(), Optional.empty()),
                clock);
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("userId", "2")
                .put("tenantHash", "acme")
                .put("exp", TestClock.START.plusSeconds(3_600).getEpochSecond());
    }
}

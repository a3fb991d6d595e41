package io.arauto.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.gateway.auth.TokenRefused.Code;
import io.arauto.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetTest {
    private static final Duration PAUSE = KeySet.PAUSE;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile JsonObject published = new JsonObject();
    private volatile boolean isAway;
    private HttpServer server = vertx.createHttpServer();

    @BeforeEach
    void startIssuer() {
        server = Verdict.await(
                vertx.createHttpServer().requestHandler(this::publish).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        Verdict.await(vertx.close());
    }

    @Test
    void aNewKeyIsTrustedAsSoonAsATokenNeedsItAndTheOldOneMeanwhile() throws GeneralSecurityException {
        var old = Signer.rsa("2026-02");
        var fresh = Signer.ec("2026-03");
        var verifier = verifierWith(old);
        clock.advance(PAUSE);

        published = Signer.set(old, fresh);

        assertThat(Verdict.accepted(verifier, fresh.token(claims())).userId()).isEqualTo("2");
        assertThat(Verdict.accepted(verifier, old.token(claims())).userId()).isEqualTo("2");
        assertThat(readings).hasValue(2);
    }

    @Test
    void aKeyWithoutIdServesTokensWithAnyAndTokensWithoutIdAreTriedWithEach() throws GeneralSecurityException {
        var anonymous = Signer.rsa("whatever");
        published = new JsonObject().put("keys", new JsonArray().add(withoutId(anonymous)));
        var verifier = verifier();

        Verdict.accepted(verifier, anonymous.token(claims()));
    }

    @Test
    void aTokenThatNamesOneKeyAndIsSignedByAnotherIsRefused() throws GeneralSecurityException {
        var one = Signer.rsa("one");
        var other = Signer.rsa("other");
        var verifier = verifierWith(one, other);
        var header = new JsonObject().put("alg", "RS256").put("kid", "one");

        assertThat(Verdict.refused(verifier, other.sign("SHA256withRSA", Signer.content(header, claims())))
                        .code())
                .isEqualTo(Code.TOKEN_INVALID);
    }

    @Test
    void forgedTokensDoNotMakeUsReadMoreOften() throws GeneralSecurityException {
        var verifier = verifierWith(Signer.rsa("good"));
        var forged = Signer.rsa("forged").token(claims());
        clock.advance(PAUSE);

        for (var i = 0; i < 50; i++) {
            assertThat(Verdict.refused(verifier, forged).code()).isEqualTo(Code.TOKEN_INVALID);
        }

        assertThat(readings).hasValue(2);
    }

    @Test
    void manyWhoNeedTheNewKeyAtOnceShareOneReading() throws GeneralSecurityException {
        var fresh = Signer.rsa("2026-03");
        var verifier = verifierWith(Signer.rsa("2026-02"));
        clock.advance(PAUSE);
        published = Signer.set(fresh);
        var token = fresh.token(claims());

        var verdicts = Stream.generate(() -> verifier.verify(token)).limit(50).toList();

        assertThat(Verdict.await(Future.join(verdicts).<List<Identity>>map(all -> all.list())))
                .hasSize(50);
        assertThat(readings).hasValue(2);
    }

    @Test
    void whileTheIssuerIsAwayKnownKeysServeAndUnknownOnesAreNoReasonToRefuseForGood() throws GeneralSecurityException {
        var good = Signer.rsa("good");
        var fresh = Signer.rsa("fresh");
        var verifier = verifierWith(good);
        clock.advance(PAUSE);
        published = Signer.set(good, fresh);
        isAway = true;

        Verdict.accepted(verifier, good.token(claims()));
        assertThat(Verdict.failure(verifier, fresh.token(claims()))).isNotInstanceOf(TokenRefused.class);
        assertThat(Verdict.failure(verifier, fresh.token(claims()))).isNotInstanceOf(TokenRefused.class);

        isAway = false;
        clock.advance(PAUSE);
        Verdict.accepted(verifier, fresh.token(claims()));
        assertThat(readings).hasValue(3);
    }

    @Test
    void aKeyThatWasTakenOutIsNoLongerTrustedAfterAWhile() throws GeneralSecurityException {
        var leaked = Signer.rsa("leaked");
        var verifier = verifierWith(leaked);
        published = Signer.set(Signer.rsa("good"));
        clock.advance(KeySet.LONGEST_TRUST.plusSeconds(1));

        Verdict.accepted(verifier, leaked.token(claims()));
        clock.advance(RememberedSignatures.LIFE.multipliedBy(3));

        Eventually.holds(() ->
                assertThat(Verdict.failure(verifier, leaked.token(claims()))).isInstanceOf(TokenRefused.class));
    }

    @Test
    void theAnswerComesOnTheEventLoopThatAsked() throws GeneralSecurityException {
        var fresh = Signer.rsa("fresh");
        var verifier = verifierWith(Signer.rsa("good"));
        clock.advance(PAUSE);
        published = Signer.set(fresh);
        var token = fresh.token(claims());

        var asked = Stream.generate(vertx::getOrCreateContext)
                .limit(4)
                .map(context -> Future.<Boolean>future(promise -> context.runOnContext(_ -> {
                    var thread = Thread.currentThread();
                    verifier.verify(token)
                            .map(_ -> Thread.currentThread() == thread)
                            .onComplete(promise);
                })))
                .toList();

        assertThat(asked).allSatisfy(same -> assertThat(Verdict.await(same)).isTrue());
    }

    @Test
    void theSetMayBeAFile(@TempDir Path directory) throws GeneralSecurityException, IOException {
        var signer = Signer.ec("k");
        var file = Files.writeString(
                directory.resolve("jwks.json"), Signer.set(signer).encode());

        Verdict.accepted(verifier(file.toString()), signer.token(claims()));
    }

    @Test
    void aSetThatCannotBeReadOrHoldsNoKeyStopsTheStart(@TempDir Path directory) throws IOException {
        var empty = Files.writeString(directory.resolve("empty.json"), "{\"keys\":[]}");
        var garbage = Files.writeString(directory.resolve("garbage.json"), "<html>");
        isAway = true;

        for (var location : new String[] {
            address(), directory + "/none", empty.toString(), garbage.toString(), "https://", "http://127.0.0.1:1/"
        }) {
            assertThatThrownBy(() -> verifier(location))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ConfigException.class)
                    .hasMessageContaining("ARAUTO_JWT_JWKS takes ");
        }
    }

    private void publish(HttpServerRequest request) {
        readings.incrementAndGet();
        request.response().setStatusCode(isAway ? 503 : 200).end(published.encode());
    }

    private TokenVerifier verifierWith(Signer... signers) {
        published = Signer.set(signers);
        return verifier();
    }

    private TokenVerifier verifier() {
        return verifier(address());
    }

    private TokenVerifier verifier(String location) {
        return Verdict.await(AuthConfig.from(Environment.of(Map.of("ARAUTO_JWT_JWKS", location)))
                .verifier(vertx, clock));
    }

    private String address() {
        return "http://127.0.0.1:" + server.actualPort() + "/jwks";
    }

    private static JsonObject withoutId(Signer signer) {
        var jwk = signer.jwk();
        jwk.remove("kid");
        return jwk;
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("userId", 2)
                .put("tenantHash", "acme")
                .put("exp", TestClock.START.plusSeconds(3_600).getEpochSecond());
    }
}

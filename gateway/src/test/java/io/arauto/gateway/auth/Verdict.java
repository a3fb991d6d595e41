package io.arauto.gateway.auth;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What became of a token. */
final class Verdict {
    private Verdict() {}

    static Identity accepted(TokenVerifier verifier, String token) {
        return await(verifier.verify(token));
    }

    static TokenRefused refused(TokenVerifier verifier, String token) {
        return (TokenRefused) failure(verifier.verify(token));
    }

    static Throwable failure(TokenVerifier verifier, String token) {
        return failure(verifier.verify(token));
    }

    static TokenRefused.Code code(Future<String> token) {
        return ((TokenRefused) failure(token)).code();
    }

    private static Throwable failure(Future<?> future) {
        try {
            throw new AssertionError("succeeded with " + await(future));
        } catch (CompletionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}

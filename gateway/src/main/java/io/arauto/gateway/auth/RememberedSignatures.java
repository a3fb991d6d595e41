package io.arauto.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Checks signatures by public keys off the event loops, and remembers the good ones for some minutes. RS256 takes 40 µs and ES256
 * 400 µs: a thousand clients that reconnect at once would hold up everybody else, and back ends show the same token with each request.
 * At most two generations of {@value #MOST} tokens are kept.
 */
final class RememberedSignatures implements SigningKeys {
    static final Duration LIFE = Duration.ofMinutes(2);

    private static final int MOST = 5_000;

    private final SigningKeys keys;
    private final Clock clock;
    private final WorkerExecutor workers;
    private volatile Generation current;
    private volatile Generation previous;

    private record Generation(Instant begun, Set<String> tokens) {
        static Generation at(Instant begun) {
            return new Generation(begun, ConcurrentHashMap.newKeySet());
        }
    }

    RememberedSignatures(Vertx vertx, Clock clock, SigningKeys keys) {
        this.keys = keys;
        this.clock = clock;
        this.workers = vertx.createSharedWorkerExecutor(
                "signatures", Runtime.getRuntime().availableProcessors());
        this.current = Generation.at(clock.instant());
        this.previous = current;
    }

    @Override
    public Future<Void> check(SignedToken token) {
        renew();
        if (current.tokens().contains(token.text()) || previous.tokens().contains(token.text())) {
            return Future.succeededFuture();
        }
        return workers.executeBlocking(() -> keys.check(token), false)
                .compose(Function.identity())
                .onSuccess(_ -> current.tokens().add(token.text()));
    }

    /** Two event loops may do this at once; then a generation is forgotten early. */
    private void renew() {
        var now = clock.instant();
        var age = Duration.between(current.begun(), now);
        if (age.compareTo(LIFE) > 0 || current.tokens().size() >= MOST) {
            previous = age.compareTo(LIFE.multipliedBy(2)) > 0 ? Generation.at(now) : current;
            current = Generation.at(now);
        }
    }
}

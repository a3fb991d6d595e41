package io.arauto.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public keys from a JWKS that rotate. A token that none of the known keys has signed makes the set be read again, but not more often
 * than every ten seconds, so that forged tokens cost nothing; and every five minutes it is read anyway, so that a key that was taken
 * out is no longer trusted.
 */
final class KeySet implements SigningKeys {
    static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_TRUST = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(KeySet.class);

    private final Vertx vertx;
    private final Clock clock;
    private final Supplier<Future<JsonObject>> source;
    private final AtomicReference<Reading> newest;
    private volatile List<PublishedKey> keys;

    /** Everyone who needs newer keys shares one reading and its outcome. */
    private record Reading(Instant begun, Future<List<PublishedKey>> keys) {}

    private KeySet(Vertx vertx, Clock clock, Supplier<Future<JsonObject>> source, List<PublishedKey> keys) {
        this.vertx = vertx;
        this.clock = clock;
        this.source = source;
        this.keys = keys;
        this.newest = new AtomicReference<>(new Reading(clock.instant(), Future.succeededFuture(keys)));
    }

    /** Fails when the set can't be read or holds no usable key. */
    static Future<SigningKeys> read(Vertx vertx, Clock clock, Supplier<Future<JsonObject>> source) {
        return source.get().map(set -> new KeySet(vertx, clock, source, usable(set)));
    }

    @Override
    public Future<Void> check(SignedToken token) {
        if (isSigned(token, keys)) {
            if (age(newest.get()).compareTo(LONGEST_TRUST) > 0) {
                reread();
            }
            return Future.succeededFuture();
        }
        return onOurContext(reread())
                .compose(fresh -> isSigned(token, fresh) ? Future.succeededFuture() : SigningKeys.notSigned());
    }

    private Future<List<PublishedKey>> reread() {
        var last = newest.get();
        if (age(last).compareTo(PAUSE) < 0) {
            return last.keys();
        }
        var promise = Promise.<List<PublishedKey>>promise();
        if (!newest.compareAndSet(last, new Reading(clock.instant(), promise.future()))) {
            return newest.get().keys(); // Another event loop was first.
        }
        source.get()
                .map(KeySet::usable)
                .onSuccess(fresh -> keys = fresh)
                .onFailure(failure -> log.warn("jwks_unreadable reason={}", failure.getMessage()))
                .onComplete(promise);
        return promise.future();
    }

    private Duration age(Reading reading) {
        return Duration.between(reading.begun(), clock.instant());
    }

    /** The reading may have been begun by another event loop; what follows it must stay on the caller's. */
    private <T> Future<T> onOurContext(Future<T> future) {
        return Future.fromCompletionStage(future.toCompletionStage(), vertx.getOrCreateContext());
    }

    private static boolean isSigned(SignedToken token, List<PublishedKey> keys) {
        return keys.stream().anyMatch(key -> key.hasSigned(token));
    }

    private static List<PublishedKey> usable(JsonObject set) {
        var keys = PublishedKey.allOf(set);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the set has no RS256 or ES256 key");
        }
        return keys;
    }
}

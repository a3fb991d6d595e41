package io.arauto.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final int MORE_THAN_AT_ONCE = 250;

    private final Vertx vertx = Vertx.vertx();
    private final Turnstile turnstile = new Turnstile();
    private final List<Promise<Integer>> begun = new ArrayList<>();
    private final List<Future<Integer>> passed = new ArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void asOneIsThroughTheNextOneFollowsInTheOrderOfComing() {
        onLoop(() -> {
            for (var number = 0; number < MORE_THAN_AT_ONCE; number++) {
                passed.add(turnstile.pass(this::begin));
            }
            var atOnce = begun.size();
            assertThat(atOnce).isPositive().isLessThan(MORE_THAN_AT_ONCE);

            begun.get(7).complete(7);
            begun.get(3).fail("refused");
            assertThat(begun).hasSize(atOnce + 2);

            begun.get(atOnce).complete(atOnce);
            assertThat(passed.get(7).result()).isEqualTo(7);
            assertThat(passed.get(3).failed()).isTrue();
            assertThat(passed.get(atOnce).result()).isEqualTo(atOnce);
            assertThat(begun).hasSize(atOnce + 3);
            return null;
        });
    }

    @Test
    void whatFailsAtOnceOrThrowsHoldsNobodyUp() {
        onLoop(() -> {
            for (var number = 0; number < 100_000; number++) {
                turnstile.pass(() -> Future.failedFuture("gone"));
            }
            turnstile.pass(() -> {
                throw new IllegalStateException("broken");
            });
            passed.add(turnstile.pass(() -> Future.succeededFuture(1)));
            return null;
        });

        assertThat(passed.getFirst().await()).isEqualTo(1);
    }

    private Future<Integer> begin() {
        var promise = Promise.<Integer>promise();
        begun.add(promise);
        return promise.future();
    }

    /** Futures of other contexts than this would complete later. */
    private void onLoop(Callable<Void> test) {
        var done = Promise.<Void>promise();
        vertx.runOnContext(_ -> {
            try {
                test.call();
                done.complete();
            } catch (Exception | AssertionError failure) {
                done.fail(failure);
            }
        });
        done.future().await();
    }
}

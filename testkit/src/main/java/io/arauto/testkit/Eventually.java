package io.arauto.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Waits for what must come true; how long it takes is never asserted, only that it does within a generous limit. */
public final class Eventually {

    /** Enough for a loaded machine; a test that waits this long has failed. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Eventually() {}

    public static void isTrue(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    /** Repeats assertions until they hold; fails with their last message. */
    public static void holds(Assertions assertions) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(assertions::check);
    }

    /** The future's value; fails as the future does, or when nothing comes. */
    public static <T extends @Nullable Object> T completes(String what, CompletableFuture<T> future) {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(what, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came of: " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + what, e);
        }
    }

    /** What must come to hold. */
    public interface Assertions {
        void check() throws Exception;
    }
}

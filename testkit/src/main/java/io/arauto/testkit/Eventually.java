package io.arauto.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

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

    /** What must come to hold. */
    public interface Assertions {
        void check() throws Exception;
    }
}

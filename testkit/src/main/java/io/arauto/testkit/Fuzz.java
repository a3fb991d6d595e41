package io.arauto.testkit;

import java.util.concurrent.TimeUnit;

/**
 * Tries something with values that nobody thought of. A failure names the seed that makes it again: {@code -Dfuzz.seed=…}. With
 * {@code -Dfuzz.seconds=…} each takes that long.
 */
public final class Fuzz {
    private static final int FEWEST = 1_000;
    private static final long FIRST_SEED = Long.getLong("fuzz.seed", 2026);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("fuzz.seconds", 0));

    private Fuzz() {}

    /** What must hold, whatever is drawn. */
    public interface Trial {
        void with(Draw draw) throws Exception;
    }

    public static void tries(Trial trial) {
        var begun = System.nanoTime();
        for (var tried = 0L; tried < FEWEST || System.nanoTime() - begun < NANOS; tried++) {
            var seed = FIRST_SEED + tried;
            try {
                trial.with(new Draw(seed));
            } catch (Exception | AssertionError | StackOverflowError failure) {
                throw new AssertionError("with -Dfuzz.seed=" + seed, failure);
            }
        }
    }
}

package io.arauto.gateway.stats;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/** Tells quantiles of latencies from how many fell into each of a few ranges, so that nodes only need to add up counts. */
final class LatencyBuckets {
    /** In milliseconds: the upper ends of the ranges; what took longer counts in the last. */
    private static final int[] ENDS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000};

    private static final String[] NAMES =
            Arrays.stream(ENDS).mapToObj(end -> "latency:" + end).toArray(String[]::new);

    private LatencyBuckets() {}

    /** The name of the count of the range into which a latency falls. */
    static String nameOf(long milliseconds) {
        var index = 0;
        while (index < ENDS.length - 1 && milliseconds > ENDS[index]) {
            index++;
        }
        return NAMES[index];
    }

    /**
     * In milliseconds, taking the latencies of a range as spread evenly over it; 0 when nothing was counted.
     *
     * @param share 0 to 1
     */
    static double quantile(double share, ToLongFunction<String> counts) {
        var all = Arrays.stream(NAMES).mapToLong(counts).sum();
        var left = share * all;
        var begin = 0;
        for (var index = 0; index < ENDS.length; index++) {
            var here = counts.applyAsLong(NAMES[index]);
            if (here > 0 && left <= here) {
                return begin + (ENDS[index] - begin) * left / here;
            }
            left -= here;
            begin = ENDS[index];
        }
        return 0;
    }
}

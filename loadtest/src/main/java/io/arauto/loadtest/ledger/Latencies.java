package io.arauto.loadtest.ledger;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.ConcurrentHistogram;

/** Times in milliseconds, to three digits; HdrHistogram percentiles. */
public final class Latencies {
    private static final long LONGEST = 3_600_000;

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST, 3);

    /** Before 0 counts as 0: clocks of the two ends of a measurement may differ by a millisecond. */
    public void record(long millis) {
        histogram.recordValue(Math.clamp(millis, 0, LONGEST));
    }

    public long percentile(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    JsonObject json() {
        return new JsonObject()
                .put("count", count())
                .put("p50", percentile(50))
                .put("p95", percentile(95))
                .put("p99", percentile(99))
                .put("p999", percentile(99.9))
                .put("max", histogram.getMaxValue());
    }
}

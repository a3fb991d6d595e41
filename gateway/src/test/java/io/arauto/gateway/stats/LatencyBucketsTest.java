package io.arauto.gateway.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arauto.testkit.Fuzz;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {
    @Test
    void quantilesOfManyLatenciesAreCloseToThem() {
        var counts = counts(LongStream.rangeClosed(1, 100));

        assertThat(quantile(0.5, counts)).isCloseTo(50, within(1.0));
        assertThat(quantile(0.99, counts)).isCloseTo(99, within(1.0));
    }

    @Test
    void nothingCountedIsZeroAndWhatTookTooLongIsTheEndOfTheLastRange() {
        assertThat(quantile(0.5, Map.of())).isZero();
        assertThat(quantile(1, counts(LongStream.of(1_000_000)))).isEqualTo(10_000);
    }

    @Test
    void quantilesGrowWithTheirShare() {
        Fuzz.tries(draw -> {
            var latencies = draw.list(1, 50, () -> draw.integer(0, 20_000));
            var counts = counts(latencies.stream().mapToLong(Integer::longValue));

            assertThat(quantile(0.5, counts)).isLessThanOrEqualTo(quantile(0.99, counts));
            assertThat(quantile(0.99, counts)).isBetween(0.0, 10_000.0);
        });
    }

    private static double quantile(double share, Map<String, Long> counts) {
        return LatencyBuckets.quantile(share, name -> counts.getOrDefault(name, 0L));
    }

    private static Map<String, Long> counts(LongStream latencies) {
        var counts = new HashMap<String, Long>();
        latencies.forEach(latency -> counts.merge(LatencyBuckets.nameOf(latency), 1L, Long::sum));
        return counts;
    }
}

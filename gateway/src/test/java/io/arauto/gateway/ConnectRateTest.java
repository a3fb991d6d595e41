package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectRateTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void afterAQuietSecondAsManyComeInAtOnceAndThenOneByOne() {
        var rate = new ConnectRate(10, clock::get);

        assertThat(admitted(rate, 50)).isEqualTo(10);
        clock.addAndGet(100_000_000);
        assertThat(admitted(rate, 50)).isEqualTo(1);
        clock.addAndGet(500_000_000);
        assertThat(admitted(rate, 50)).isEqualTo(5);
        clock.addAndGet(3_600_000_000_000L);
        assertThat(admitted(rate, 50)).isEqualTo(10);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(admitted(new ConnectRate(0, clock::get), 10_000)).isEqualTo(10_000);
    }

    private static long admitted(ConnectRate rate, int asking) {
        return IntStream.range(0, asking).filter(_ -> rate.admits()).count();
    }
}

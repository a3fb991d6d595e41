package io.arauto.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong clock = new AtomicLong();
    private final Seldom seldom = new Seldom(clock::get);

    @Test
    void whatGoesOnIsToldAtOnceAndThenEveryTenSeconds() {
        assertThat(seldom.isTime()).isTrue();
        passes(9);
        assertThat(seldom.isTime()).isFalse();
        passes(1);
        assertThat(seldom.isTime()).isTrue();
        assertThat(seldom.isTime()).isFalse();
    }

    @Test
    void whatBeginsAnewIsToldAtOnce() {
        assertThat(seldom.isTime()).isTrue();
        seldom.over();
        assertThat(seldom.isTime()).isTrue();
    }

    private void passes(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

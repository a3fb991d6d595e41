package io.arauto.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectionTest {
    @Test
    void aServerOfAClusterNamesAnother() {
        assertThat(Redirection.in("MOVED 3999 10.0.0.7:6381")).contains(new Redirection(false, 3999, "10.0.0.7", 6381));
        assertThat(Redirection.in("ASK 16383 redis-2.redis:6379"))
                .contains(new Redirection(true, 16383, "redis-2.redis", 6379));
        assertThat(Redirection.in("MOVED 0 fe80::2:6379")).contains(new Redirection(false, 0, "fe80::2", 6379));
        assertThat(Redirection.in("MOVED 3999 :6381")).contains(new Redirection(false, 3999, "", 6381));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MOVED", "MOVED x 10.0.0.7:6381", "ERR MOVED 1 a:1", "MOVED 3999 10.0.0.7", "TRYAGAIN"})
    void anyOtherErrorIsNone(String error) {
        assertThat(Redirection.in(error)).isEmpty();
    }

    @Test
    void eachPartitionIsFoundByItsSlotAndAllAreInTheirOwnRange() {
        assertThat(Partition.all())
                .allMatch(partition -> Partition.ofSlot(partition.slot()).equals(partition));
    }
}

package io.arauto.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    /** Linux begins there by default, others later. */
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    @Test
    void noTwoAreTheSameAndNoConnectionTakesThem() {
        var ports = IntStream.range(0, 100).mapToObj(_ -> FreePort.find()).toList();
        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port > 1_023 && port < FIRST_OF_CONNECTIONS);
    }
}

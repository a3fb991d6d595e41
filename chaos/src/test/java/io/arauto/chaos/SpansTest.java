package io.arauto.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpansTest {

    @Test
    void secondsAndMinutesAreRead() {
        assertThat(new Spans().convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(new Spans().convert("10m")).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-1m", "10", "1.5m", "PT3M", "3 m", "99999999s", "3h"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new Spans().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}

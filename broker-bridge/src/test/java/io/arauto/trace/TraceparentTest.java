package io.arauto.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String STEP = "00f067aa0ba902b7";

    @Test
    void itIsReadAsItIsWritten() {
        for (var text : new String[] {"00-" + TRACE + '-' + STEP + "-01", "00-" + TRACE + '-' + STEP + "-00"}) {
            assertThat(Traceparent.parse(text).orElseThrow().toString()).isEqualTo(text);
        }
        assertThat(Traceparent.parse("cc-" + TRACE + '-' + STEP + "-03-of-the-future"))
                .contains(new Traceparent(TRACE, STEP, true));
    }

    @Test
    void theNextStepIsOfTheSameTrace() {
        var first = Traceparent.begin();
        var next = first.next();

        assertThat(next.trace()).isEqualTo(first.trace());
        assertThat(next.step()).isNotEqualTo(first.step());
        assertThat(Traceparent.parse(next.toString())).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
            })
    void whatBreaksTheRulesCountsForNothing(String text) {
        assertThat(Traceparent.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4318", "ftp://collector/v1/traces", "http://", "not an address"})
    void anEndpointIsAnAddress(String endpoint) {
        assertThatThrownBy(() -> TraceSettings.from(
                        Environment.of(Map.of("ARAUTO_TRACES_ENDPOINT", endpoint)), "arauto-gateway", "a"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("ARAUTO_TRACES_ENDPOINT takes an address such as http://localhost:4318/v1/traces");
    }
}

package io.arauto.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.testkit.Fuzz;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "pedido", "ação €", "😀", "\uFFFD", "a\uFFFDç"})
    void anyTextIsReadAsItWasWritten(String text) {
        assertThat(Utf8.decode(text.getBytes(UTF_8))).isEqualTo(text);
    }

    /** A stray continuation, an overlong form, half of a surrogate pair, beyond Unicode, an end too early; beside a valid replacement. */
    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "eda080", "f4908080", "ff", "61c3", "efbfbd80"})
    void malformedBytesAreAnError(String bytes) {
        assertThatThrownBy(() -> Utf8.decode(HexFormat.of().parseHex(bytes))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void whatIsReadIsWrittenTheSame() {
        Fuzz.tries(draw -> {
            var bytes = draw.damaged(draw.text(40)).getBytes(UTF_8);
            assertThat(Utf8.decode(bytes).getBytes(UTF_8)).isEqualTo(bytes);
        });
    }
}

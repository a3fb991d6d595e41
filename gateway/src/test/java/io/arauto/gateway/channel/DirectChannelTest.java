package io.arauto.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectChannelTest {
    @ParameterizedTest
    @CsvSource({"1,2,dm:1:2", "2,1,dm:1:2", "10,9,dm:9:10", "b,a,dm:a:b", "7,007,dm:007:7", "7,7,dm:7:7", "x,1,dm:1:x"})
    void aConversationHasOneNameWhoeverBegins(String one, String other, String name) {
        assertThat(DirectChannel.between(one, other).name()).isEqualTo(name);
        assertThat(DirectChannel.between(other, one).name()).isEqualTo(name);
        assertThat(DirectChannel.parse(name)).contains(DirectChannel.between(one, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dm:2:1", "dm:1", "dm:1:2:3", "dm::", "dm:1:{2}", "vendas", "dm:", "", "dm:a b:c"})
    void anyOtherNameIsNone(String name) {
        assertThat(DirectChannel.parse(name)).isEmpty();
    }

    @Test
    void numbersOfAnyLengthAreComparedAsNumbers() {
        assertThat(DirectChannel.between("99999999999999999999", "100000000000000000000")
                        .name())
                .isEqualTo("dm:99999999999999999999:100000000000000000000");
    }
}

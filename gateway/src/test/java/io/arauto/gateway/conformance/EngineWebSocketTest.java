package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineWebSocketTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 65_534, 65_535, 65_536, 999_999})
    void textOfAnyLengthComesBack(int length) {
        var socket = opened();
        var message = "4" + "a".repeat(length);
        socket.sends(message);
        assertThat(socket.nextBesidesPings()).isEqualTo(message);
        socket.closes();
    }

    @Test
    void binaryComesBack() {
        var socket = opened();
        socket.sends((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        assertThat(socket.next()).isEqualTo("0x01020304");
        socket.sends("bAQIDBA==");
        assertThat(socket.next()).isEqualTo("0x01020304");
        socket.closes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "7", "b!"})
    void anInvalidPacketEndsTheSession(String packet) {
        var socket = opened();
        socket.sends(packet);
        assertThat(socket.next()).startsWith("close 1002");
    }

    @Test
    void aClientThatSaysGoodByeIsClosed() {
        var socket = opened();
        socket.sends("1");
        assertThat(socket.next()).isEqualTo("close 1000");
    }

    @Test
    void aMessageThatIsTooLargeEndsTheConnectionWithItsCode() {
        var socket = opened();
        socket.sends("4" + "a".repeat(1_000_000));
        assertThat(socket.nextBesidesPings()).isEqualTo("close 1009");
    }

    private static MessageSocket opened() {
        var socket = SERVER.webSocket("/engine.io/");
        socket.next();
        return socket;
    }
}

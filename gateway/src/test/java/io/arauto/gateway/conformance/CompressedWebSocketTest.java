package io.arauto.gateway.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate as RFC 7692 has it, with a client written by hand. */
class CompressedWebSocketTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = RunningConformanceServer.deflating();

    @RegisterExtension
    static final RunningConformanceServer PLAIN = new RunningConformanceServer();

    private static final String TARGET = "/engine.io/?EIO=4&transport=websocket";
    private static final String OFFER = "permessage-deflate; client_max_window_bits";
    private static final int MAX_PAYLOAD = 1_000_000;

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int FIRST_TEXT = 0x01;
    private static final int CONTINUATION = 0x00;
    private static final int LAST_CONTINUATION = 0x80;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int CLOSE = 0x88;
    private static final int RSV1 = 0x40;
    private static final int RSV2 = 0x20;
    private static final int RSV3 = 0x10;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=\"10\";client_no_context_takeover ; server_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate; server_max_window_bits=10, permessage-deflate",
            })
    void eachMessageIsCompressedByItself(String offer) throws Exception {
        try (var socket = FrameSocket.open(SERVER.port(), TARGET, offer)) {
            assertThat(socket.extensions())
                    .contains("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x-webkit-deflate-frame",
                "permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; something=else",
                "permessage-deflate-too",
            })
    void whatCanNotBeAgreedToIsDeclined(String offer) throws Exception {
        try (var socket = FrameSocket.open(SERVER.port(), TARGET, offer)) {
            assertThat(socket.extensions()).isEmpty();
            socket.next();
            socket.sends(TEXT, text(2_000));

            assertThat(socket.nextBesidesPings().first()).isEqualTo(TEXT);
        }
    }

    @Test
    void withoutTheSettingItIsDeclined() throws Exception {
        try (var socket = FrameSocket.open(PLAIN.port(), TARGET, OFFER)) {
            assertThat(socket.extensions()).isEmpty();
            socket.next();
            socket.sends(TEXT | RSV1, deflated(text(2_000)));

            assertThat(socket.nextBesidesPings().status()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 65_536, MAX_PAYLOAD})
    void longMessagesAreCompressedBothWays(int length) throws Exception {
        try (var socket = opened()) {
            for (var type : new int[] {TEXT, BINARY, TEXT}) {
                socket.sends(type | RSV1, deflated(text(length)));
                var back = socket.nextBesidesPings();

                assertThat(back.first()).isEqualTo(type | RSV1);
                assertThat(back.bytes()).hasSizeLessThan(length / 4);
                assertThat(inflated(back.bytes())).isEqualTo(text(length));
            }
        }
    }

    @Test
    void shortMessagesAreNotCompressedOnTheirWayBack() throws Exception {
        try (var socket = opened()) {
            socket.sends(TEXT | RSV1, deflated(text(1_023)));

            var back = socket.nextBesidesPings();
            assertThat(back.first()).isEqualTo(TEXT);
            assertThat(back.bytes()).isEqualTo(text(1_023));
        }
    }

    @Test
    void aMessageNeedNotBeCompressed() throws Exception {
        try (var socket = opened()) {
            socket.sends(TEXT, text(2_000));

            assertThat(inflated(socket.nextBesidesPings().bytes())).isEqualTo(text(2_000));
        }
    }

    @Test
    void whatGetsNoShorterIsSentAsItIs() throws Exception {
        var noise = new byte[MAX_PAYLOAD];
        new SplittableRandom(1).nextBytes(noise);
        try (var socket = opened()) {
            socket.sends(BINARY | RSV1, deflated(noise));

            var back = socket.nextBesidesPings();
            assertThat(back.first()).isEqualTo(BINARY);
            assertThat(back.bytes()).isEqualTo(noise);
        }
    }

    @Test
    void aCompressedMessageMayComeInFragmentsWithControlFramesBetween() throws Exception {
        var deflated = deflated(text(10_000));
        try (var socket = opened()) {
            socket.sends(FIRST_TEXT | RSV1, Arrays.copyOf(deflated, 7));
            socket.sends(PING, "still there?".getBytes(UTF_8));
            socket.sends(CONTINUATION, Arrays.copyOfRange(deflated, 7, deflated.length));
            socket.sends(LAST_CONTINUATION, new byte[0]);

            var pong = socket.nextBesidesPings();
            assertThat(pong.first()).isEqualTo(PONG);
            assertThat(pong.bytes()).asString(UTF_8).isEqualTo("still there?");
            assertThat(inflated(socket.nextBesidesPings().bytes())).isEqualTo(text(10_000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {PING | RSV1, PONG | RSV1, CLOSE | RSV1, TEXT | RSV2, BINARY | RSV3, TEXT | RSV1 | RSV2, PING | RSV3
            })
    void aReservedBitWhereNoneMayBeEndsTheConnection(int first) throws Exception {
        try (var socket = opened()) {
            socket.sends(first, new byte[0]);

            assertThat(socket.nextBesidesPings().status()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void onlyTheFirstFragmentSaysThatItIsCompressed() throws Exception {
        var deflated = deflated(text(10_000));
        try (var socket = opened()) {
            socket.sends(FIRST_TEXT | RSV1, Arrays.copyOf(deflated, 7));
            socket.sends(LAST_CONTINUATION | RSV1, Arrays.copyOfRange(deflated, 7, deflated.length));

            assertThat(socket.nextBesidesPings().status()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void whatIsNotDeflatedEndsTheConnectionAndNoOther() throws Exception {
        try (var socket = opened();
                var other = opened()) {
            socket.sends(TEXT | RSV1, text(2_000));
            assertThat(socket.nextBesidesPings().status()).isEqualTo(PROTOCOL_ERROR);

            other.sends(TEXT | RSV1, deflated(text(2_000)));
            assertThat(inflated(other.nextBesidesPings().bytes())).isEqualTo(text(2_000));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_PAYLOAD + 1, 100 * MAX_PAYLOAD})
    void aMessageThatIsTooLongWhenInflatedEndsTheConnection(int length) throws Exception {
        // Before the connection is there, whose client answers no pings meanwhile.
        var deflated = deflated(text(length));
        try (var socket = opened()) {
            socket.sends(TEXT | RSV1, deflated);

            assertThat(socket.nextBesidesPings().status()).isEqualTo(TOO_BIG);
        }
    }

    @Test
    void aMessageThatIsTooLongAsItComesEndsTheConnection() throws Exception {
        try (var socket = opened()) {
            socket.sends(TEXT, text(MAX_PAYLOAD + 1));

            assertThat(socket.nextBesidesPings().status()).isEqualTo(TOO_BIG);
        }
    }

    private static FrameSocket opened() throws IOException {
        var socket = FrameSocket.open(SERVER.port(), TARGET, OFFER);
        assertThat(socket.next().first()).isEqualTo(TEXT);
        return socket;
    }

    private static byte[] text(int length) {
        var text = new byte[length];
        Arrays.fill(text, (byte) 'a');
        text[0] = '4';
        return text;
    }

    /** By the JDK's zlib, as clients do it: flushed, without the four bytes at its end. */
    private static byte[] deflated(byte[] message) {
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            var out = new byte[message.length + message.length / 7 + 64];
            deflater.setInput(message);
            return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4);
        }
    }

    private static byte[] inflated(byte[] payload) throws DataFormatException {
        try (var inflater = new Inflater(true)) {
            var whole = Arrays.copyOf(payload, payload.length + 4);
            whole[whole.length - 2] = (byte) 0xff;
            whole[whole.length - 1] = (byte) 0xff;
            inflater.setInput(whole);
            var out = new byte[2 * MAX_PAYLOAD];
            return Arrays.copyOf(out, inflater.inflate(out));
        }
    }
}

package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Draw;
import io.arauto.testkit.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever bytes come over the wire, the server answers or closes, and serves the next one. */
class WireFuzzTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = RunningConformanceServer.deflating();

    private static final int LIMIT_MILLIS = 10_000;
    private static final int[] OPCODES = {0x0, 0x1, 0x2, 0x3, 0x7, 0x8, 0x9, 0xa, 0xf};

    @AfterEach
    void othersAreServed() {
        var socket = SERVER.webSocket("/socket.io/").joined();
        socket.sends("421[\"message-with-ack\",\"olá\"]");
        assertThat(socket.nextBesidesPings()).isEqualTo("431[\"olá\"]");
    }

    @Test
    void anyBytesAfterTheHandshakeOfAWebSocket() {
        Fuzz.tries(draw -> comesToAnEnd(draw, upgrade(draw), draw.bytes(300)));
    }

    @Test
    void anyFramesOfAWebSocket() {
        Fuzz.tries(draw -> comesToAnEnd(draw, upgrade(draw), frames(draw)));
    }

    @Test
    void anyRequests() {
        Fuzz.tries(draw -> comesToAnEnd(
                draw,
                "",
                draw.damaged(draw.oneOf(
                                "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
                                "POST /engine.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n4ab",
                                "PUT /socket.io/?sid=%00&sid=&transport=polling HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                                upgrade(draw)))
                        .getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends it all, and that it will send no more; then the other side must come to an end, too. */
    private static void comesToAnEnd(Draw draw, String handshake, byte[] bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            try {
                socket.getOutputStream().write(handshake.getBytes(StandardCharsets.UTF_8));
                var cut = draw.integer(0, bytes.length);
                socket.getOutputStream().write(bytes, 0, cut);
                socket.getOutputStream().write(bytes, cut, bytes.length - cut);
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (SocketException reset) {
                // Which is an end, too.
            }
        }
    }

    private static String upgrade(Draw draw) {
        return FrameSocket.handshake(
                "/" + draw.oneOf("engine.io", "socket.io") + "/?EIO=4&transport=websocket",
                draw.oneOf("", "permessage-deflate"));
    }

    private static byte[] frames(Draw draw) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var left = draw.integer(1, 8); left > 0; left--) {
            var last = draw.integer(0, 3) > 0 ? 0x80 : 0;
            var reserved = draw.oneOf(0, 0, 0x40, 0x40, 0x70);
            bytes.writeBytes(FrameSocket.frame(
                    last | reserved | OPCODES[draw.integer(0, OPCODES.length - 1)],
                    reserved == 0 || draw.integer(0, 3) == 0 ? payload(draw) : deflated(payload(draw))));
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] payload) {
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            var out = new byte[2 * payload.length + 64];
            deflater.setInput(payload);
            return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4);
        }
    }

    private static byte[] payload(Draw draw) {
        var text = draw.oneOf(
                "40",
                "40/custom,",
                "41",
                "3",
                "5",
                "2probe",
                "1",
                "42[\"message\",1]",
                "451-[\"message\",{\"_placeholder\":true,\"num\":0}]",
                "430[]",
                "bAQID",
                draw.text(40));
        return draw.integer(0, 3) == 0 ? draw.bytes(200) : text.getBytes(StandardCharsets.UTF_8);
    }
}

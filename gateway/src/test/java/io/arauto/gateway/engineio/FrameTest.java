package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final int RSV1 = 4;

    /** Where the header gets longer: 126 and 65536 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 125, 126, 127, 65_535, 65_536, 65_537, 1_000_000})
    void aFrameIsWhatNettyReads(int size) {
        var text = "a".repeat(size - 1);
        try (var decoded = Decoded.of(Frame.text(text))) {
            assertThat(decoded.frame()).isInstanceOf(TextWebSocketFrame.class);
            assertThat(decoded.bytes()).isEqualTo(("4" + text).getBytes(StandardCharsets.UTF_8));
        }
        var bytes = new byte[size];
        try (var decoded = Decoded.of(Frame.binary(Buffer.buffer(bytes)))) {
            assertThat(decoded.frame()).isInstanceOf(BinaryWebSocketFrame.class);
            assertThat(decoded.bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aLongFrameIsCompressedOnceForAllWhoAgreedToThat() {
        var text = "Pedido confirmado. ".repeat(100);
        var frame = Frame.text(text);
        var deflation = new Deflation();
        var bytes = frame.deflatedBytes(deflation);
        try (var decoded = Decoded.of(bytes)) {
            assertThat(decoded.frame()).isInstanceOf(TextWebSocketFrame.class);
            assertThat(decoded.frame().rsv()).isEqualTo(RSV1);
            assertThat(deflation.inflate(decoded.bytes(), 10_000))
                    .isEqualTo(("4" + text).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(frame.deflatedBytes(deflation)).isSameAs(bytes);
        assertThat(Decoded.of(frame).frame().rsv()).isZero();
    }

    @Test
    void aShortFrameIsTheSameForAll() {
        var frame = Frame.text("a".repeat(1_022));

        assertThat(frame.deflatedBytes(new Deflation())).isSameAs(frame.webSocketBytes());
    }

    private record Decoded(WebSocketFrame frame) implements AutoCloseable {
        static Decoded of(Frame frame) {
            return of(frame.webSocketBytes());
        }

        static Decoded of(byte[] bytes) {
            var client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, true, 1_000_000));
            client.writeInbound(Unpooled.wrappedBuffer(bytes));
            WebSocketFrame decoded = client.readInbound();
            assertThat(decoded.isFinalFragment()).isTrue();
            assertThat(client.inboundMessages()).isEmpty();
            return new Decoded(decoded);
        }

        byte[] bytes() {
            var bytes = new byte[frame.content().readableBytes()];
            frame.content().getBytes(0, bytes);
            return bytes;
        }

        @Override
        public void close() {
            frame.release();
        }
    }
}

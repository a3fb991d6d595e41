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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
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

    private record Decoded(WebSocketFrame frame) implements AutoCloseable {
        static Decoded of(Frame frame) {
            var client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1_000_000));
            client.writeInbound(Unpooled.wrappedBuffer(frame.webSocketBytes()));
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

package io.arauto.gateway.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against the octets of RFC 6455, sections 5.2 and 5.5. */
class ControlFramesTest {
    @Test
    void aPongBringsThePayloadOfItsPingBack() {
        var ping = Unpooled.copiedBuffer("Hello", StandardCharsets.UTF_8);

        assertThat(ByteBufUtil.hexDump(ControlFrames.pong(ping))).isEqualTo("8a0548656c6c6f");
        assertThat(ping.refCnt()).isOne();
    }

    @Test
    void aPingWithoutPayloadHasSuchAPong() {
        assertThat(ByteBufUtil.hexDump(ControlFrames.pong(Unpooled.EMPTY_BUFFER)))
                .isEqualTo("8a00");
    }

    @Test
    void aCloseSaysItsStatusAndWhatItMeans() {
        var reason = "Bye".getBytes(StandardCharsets.UTF_8);

        assertThat(ByteBufUtil.hexDump(ControlFrames.close(WebSocketCloseStatus.NORMAL_CLOSURE)))
                .isEqualTo("880503e8" + ByteBufUtil.hexDump(reason));
    }
}

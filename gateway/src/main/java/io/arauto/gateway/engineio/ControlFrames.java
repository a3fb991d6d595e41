package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Complete control frames of a server, with up to 125 bytes of payload each (RFC 6455, section 5.5). */
final class ControlFrames {
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PONG = 0x8a;

    private ControlFrames() {}

    /** @param payload of the ping that it answers; stays the caller's */
    static ByteBuf pong(ByteBuf payload) {
        return frame(FINAL_PONG, payload);
    }

    /** With the status and what it means. */
    static ByteBuf close(WebSocketCloseStatus status) {
        return frame(FINAL_CLOSE, new CloseWebSocketFrame(status).content());
    }

    private static ByteBuf frame(int first, ByteBuf payload) {
        return Unpooled.wrappedBuffer(Frame.framed(first, ByteBufUtil.getBytes(payload)));
    }
}

package io.arauto.gateway.engineio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;

/**
 * Closes a WebSocket with one close frame (RFC 6455, section 7.1), whoever asks first. A peer that does not read never gets it: its socket is
 * closed all the same, so that it can't be kept open by not reading.
 */
final class Goodbye {
    private static final AttributeKey<Boolean> SAID = AttributeKey.valueOf(Goodbye.class, "said");
    private static final long PATIENCE_SECONDS = 5;

    private Goodbye() {}

    static void say(Channel channel, WebSocketCloseStatus status) {
        if (channel.attr(SAID).setIfAbsent(true) != null || !channel.isActive()) {
            return;
        }
        if (channel.isWritable()) {
            channel.writeAndFlush(ControlFrames.close(status)).addListener(ChannelFutureListener.CLOSE);
            channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } else {
            channel.close();
        }
    }
}

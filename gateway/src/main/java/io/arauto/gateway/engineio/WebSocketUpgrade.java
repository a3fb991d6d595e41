package io.arauto.gateway.engineio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Objects;

/**
 * Takes a WebSocket over from Vert.x: it does the handshake, and then its handler at the end of the Netty pipeline makes room for ours. What
 * Vert.x keeps for a WebSocket of its own, some 10 KB, is free again, and writes cost one flush a tick instead of one each.
 */
final class WebSocketUpgrade {
    private static final String VERTX_HANDLER = "handler";
    private static final String CODEC = "wsdecoder";

    private WebSocketUpgrade() {}

    /**
     * On the request's event loop. Answers the place of Netty's codec: what is written from there passes by the codec and all that follows it,
     * but not by TLS. Fails when the client has hung up meanwhile.
     */
    static Future<ChannelHandlerContext> accept(HttpServerRequest request) {
        return request.toWebSocket()
                .map(socket -> Objects.requireNonNull(
                        ((WebSocketInternal) socket)
                                .channelHandlerContext()
                                .pipeline()
                                .context(CODEC),
                        "closed already"));
    }

    /** Must follow {@link #accept} without leaving the event loop, before anything is read. */
    static void install(Channel channel, int maxPayload, WebSocketHandler.Receiver receiver) {
        channel.pipeline().replace(VERTX_HANDLER, "arauto", new WebSocketHandler(maxPayload, receiver));
    }
}

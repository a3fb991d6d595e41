package io.arauto.gateway.engineio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a WebSocket over from Vert.x: it does the handshake, and then its handler at the end of the Netty pipeline makes room for ours. What
 * Vert.x keeps for a WebSocket of its own, some 10 KB, is free again, and writes cost one flush a tick instead of one each. Of Netty's codec the
 * decoder stays: what is written are complete frames.
 */
final class WebSocketUpgrade {
    private static final String VERTX_HANDLER = "handler";
    private static final String DECODER = "wsdecoder";
    private static final String ENCODER = "wsencoder";
    /** Writes files, which nobody will ask for here; not in every pipeline. */
    private static final String FILES = "chunkedWriter";

    private WebSocketUpgrade() {}

    /**
     * A WebSocket that has been taken over.
     *
     * @param decoder the place of Netty's decoder: what is written from there passes by all that follows it, but not by TLS
     * @param deflation of its event loop, when the client has agreed to it
     */
    record Accepted(ChannelHandlerContext decoder, @Nullable Deflation deflation) {
        Channel channel() {
            return decoder.channel();
        }

        /** Must follow {@link #accept} without leaving the event loop, before anything is read. */
        void install(int maxPayload, WebSocketHandler.Receiver receiver) {
            var pipeline = decoder.pipeline();
            pipeline.replace(VERTX_HANDLER, "arauto", new WebSocketHandler(maxPayload, deflation, receiver));
            pipeline.remove(ENCODER);
            if (pipeline.get(FILES) != null) {
                pipeline.remove(FILES);
            }
        }
    }

    /**
     * On the request's event loop. Fails when the client has hung up meanwhile.
     *
     * @param deflation of this event loop, where messages may be compressed
     */
    static Future<Accepted> accept(HttpServerRequest request, int maxPayload, @Nullable Deflation deflation) {
        var agreed = deflation != null && PerMessageDeflate.isOfferedBy(request) ? deflation : null;
        if (agreed != null) {
            request.response().putHeader(PerMessageDeflate.HEADER, PerMessageDeflate.ANSWER);
        }
        return request.toWebSocket().map(socket -> {
            var pipeline = ((WebSocketInternal) socket).channelHandlerContext().pipeline();
            Objects.requireNonNull(pipeline.context(DECODER), "closed already");
            if (agreed != null) {
                pipeline.replace(DECODER, DECODER, new WebSocket13FrameDecoder(deflatedFrames(maxPayload)));
            }
            Objects.requireNonNull(pipeline.channel().unsafe().outboundBuffer(), "closed by what came too early");
            return new Accepted(pipeline.context(DECODER), agreed);
        });
    }

    /** Vert.x' own lets no reserved bit pass. */
    private static WebSocketDecoderConfig deflatedFrames(int maxPayload) {
        return WebSocketDecoderConfig.newBuilder()
                .allowExtensions(true)
                .maxFramePayloadLength(Deflation.mostDeflated(maxPayload))
                .closeOnProtocolViolation(false)
                .build();
    }
}

package io.arauto.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The tail of a WebSocket's Netty pipeline, in the place where Vert.x had its own handler: puts messages together, answers pings and
 * closes, and bounds what a client sends (RFC 6455, sections 5.4, 5.5 and 8.1).
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {
    /** Gets whole messages; called on the channel's event loop. */
    interface Receiver {
        void onPacket(IncomingPacket packet);

        void onEnd(CloseReason reason);
    }

    /** The first of the three reserved bits of a frame: its message is compressed. */
    private static final int RSV1 = 4;

    private final int maxPayload;
    private final @Nullable Deflation deflation;
    private final Receiver receiver;
    private @Nullable ByteBuf message;
    private boolean messageIsText;
    private boolean messageIsDeflated;
    private boolean ended;

    /** @param deflation where compressed messages have been agreed upon; without it, no reserved bit comes as far as this */
    WebSocketHandler(int maxPayload, @Nullable Deflation deflation, Receiver receiver) {
        this.maxPayload = maxPayload;
        this.deflation = deflation;
        this.receiver = receiver;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        try {
            if (!ended && received instanceof WebSocketFrame frame) {
                read(context, frame);
            }
        } catch (ProtocolException _) {
            end(context, CloseReason.PARSE_ERROR, WebSocketCloseStatus.PROTOCOL_ERROR);
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    private void read(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame.rsv() != 0 && !beginsDeflatedMessage(frame)) {
            throw new ProtocolException("a reserved bit");
        }
        switch (frame) {
            case PingWebSocketFrame ping -> pong(context, ping);
            case PongWebSocketFrame _ -> {}
            case CloseWebSocketFrame _ ->
                end(context, CloseReason.TRANSPORT_CLOSED, WebSocketCloseStatus.NORMAL_CLOSURE);
            case TextWebSocketFrame text -> begin(context, text, true);
            case BinaryWebSocketFrame binary -> begin(context, binary, false);
            case ContinuationWebSocketFrame more -> append(more);
            default -> throw new ProtocolException("unknown frame");
        }
    }

    private static boolean beginsDeflatedMessage(WebSocketFrame frame) {
        return frame.rsv() == RSV1 && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame);
    }

    /** A peer that pings but does not read gets no more pongs: they would pile up here without limit. */
    private static void pong(ChannelHandlerContext context, PingWebSocketFrame ping) {
        if (context.channel().isWritable()) {
            context.writeAndFlush(ControlFrames.pong(ping.content()));
        }
    }

    private void begin(ChannelHandlerContext context, WebSocketFrame frame, boolean text) {
        if (message != null) {
            throw new ProtocolException("a message within a message");
        }
        messageIsText = text;
        messageIsDeflated = frame.rsv() == RSV1;
        if (frame.content().readableBytes() > most()) {
            throw tooBig();
        }
        if (frame.isFinalFragment()) {
            complete(frame.content());
        } else {
            message = context.alloc().buffer(frame.content().readableBytes()).writeBytes(frame.content());
        }
    }

    private void append(ContinuationWebSocketFrame frame) {
        var whole = message;
        if (whole == null) {
            throw new ProtocolException("a continuation of nothing");
        }
        if (whole.readableBytes() + frame.content().readableBytes() > most()) {
            throw tooBig();
        }
        whole.writeBytes(frame.content());
        if (frame.isFinalFragment()) {
            message = null;
            try {
                complete(whole);
            } finally {
                whole.release();
            }
        }
    }

    /** Of a message as it comes, in bytes. */
    private int most() {
        return messageIsDeflated ? Deflation.mostDeflated(maxPayload) : maxPayload;
    }

    private static CorruptedWebSocketFrameException tooBig() {
        return new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG, "longer than permitted");
    }

    private void complete(ByteBuf content) {
        var bytes = bytes(content);
        if (messageIsDeflated && deflation != null) {
            bytes = deflation.inflate(bytes, maxPayload);
        }
        receiver.onPacket(
                messageIsText
                        ? IncomingPacket.parse(Utf8.decode(bytes))
                        : new IncomingPacket.Binary(Buffer.buffer(bytes)));
    }

    private static byte[] bytes(ByteBuf content) {
        var bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        return bytes;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context, CloseReason.TRANSPORT_CLOSED, WebSocketCloseStatus.NORMAL_CLOSURE);
    }

    /** A broken or too large frame, as Netty's decoder sees it, or a connection that broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        var reason = switch (failure) {
            case CorruptedWebSocketFrameException corrupted
            when corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) -> CloseReason.PAYLOAD_TOO_LARGE;
            case CorruptedFrameException _ -> CloseReason.PARSE_ERROR;
            default -> CloseReason.TRANSPORT_CLOSED;
        };
        end(
                context,
                reason,
                switch (reason) {
                    case PAYLOAD_TOO_LARGE -> WebSocketCloseStatus.MESSAGE_TOO_BIG;
                    case PARSE_ERROR -> WebSocketCloseStatus.PROTOCOL_ERROR;
                    default -> WebSocketCloseStatus.NORMAL_CLOSURE;
                });
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (message != null) {
            message.release();
            message = null;
        }
    }

    private void end(ChannelHandlerContext context, CloseReason reason, WebSocketCloseStatus status) {
        if (!ended) {
            ended = true;
            Goodbye.say(context.channel(), status);
            receiver.onEnd(reason);
        }
    }
}

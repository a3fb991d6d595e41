package io.arauto.gateway;

import io.arauto.gateway.engineio.FixedDelay;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one HTTP/1 connection. It runs while a request is coming in, however steadily its bytes drip, and while none is; it stands while
 * one is answered, which a poll may take long to be. A connection that becomes something else, a WebSocket, is rid of it.
 */
final class RequestDeadline extends ChannelDuplexHandler {
    private enum Phase {
        IDLE,
        RECEIVING,
        ANSWERING
    }

    private final RequestDeadlines.Delays delays;
    private Phase phase = Phase.IDLE;
    private int unanswered;
    private FixedDelay.@Nullable Due deadline;

    RequestDeadline(RequestDeadlines.Delays delays) {
        this.delays = delays;
    }

    /** Who opens a connection has something to ask. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        enter(context, Phase.RECEIVING);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            enter(context, Phase.RECEIVING);
        }
        if (message instanceof LastHttpContent) {
            enter(context, unanswered == 0 ? Phase.IDLE : Phase.ANSWERING);
        }
        context.fireChannelRead(message);
    }

    /** Something has come, of which the decoder has made nothing yet: the beginning of a head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (phase == Phase.IDLE) {
            enter(context, Phase.RECEIVING);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message, promise);
        if (message instanceof HttpResponse response
                && response.status().codeClass().equals(HttpStatusClass.INFORMATIONAL)) {
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.pipeline().remove(this);
            }
        } else if (message instanceof LastHttpContent) {
            unanswered--;
            if (unanswered == 0 && phase == Phase.ANSWERING) {
                enter(context, Phase.IDLE);
            }
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    private void enter(ChannelHandlerContext context, Phase next) {
        if (phase == next) {
            return;
        }
        phase = next;
        stop();
        if (next != Phase.ANSWERING) {
            deadline = (next == Phase.IDLE ? delays.keepAlive() : delays.request()).run(_ -> context.close());
        }
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}

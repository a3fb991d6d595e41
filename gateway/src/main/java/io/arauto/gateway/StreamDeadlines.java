package io.arauto.gateway;

import io.arauto.gateway.engineio.FixedDelay;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one HTTP/2 connection. Each request has one while it is coming in, however steadily its bytes drip, and while its answer is not
 * read, which ends that request alone; and one runs while there is no request, whatever else is sent, which ends the connection. A head that is not
 * whole is no request yet.
 */
final class StreamDeadlines extends Http2ConnectionAdapter {
    private final Http2ConnectionHandler http2;
    private final ChannelHandlerContext context;
    private final RequestDeadlines.Delays delays;
    private final Http2Connection.PropertyKey deadline;
    private FixedDelay.@Nullable Due idle;

    private StreamDeadlines(
            Http2ConnectionHandler http2, ChannelHandlerContext context, RequestDeadlines.Delays delays) {
        this.http2 = http2;
        this.context = context;
        this.delays = delays;
        this.deadline = http2.connection().newKey();
    }

    static void watch(Http2ConnectionHandler http2, ChannelHandlerContext context, RequestDeadlines.Delays delays) {
        var deadlines = new StreamDeadlines(http2, context, delays);
        deadlines.closeAfter(delays.request());
        http2.connection().addListener(deadlines);
        context.channel().closeFuture().addListener(_ -> deadlines.stopIdle());
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        stopIdle();
        if (stream.state().remoteSideOpen()) {
            stream.setProperty(deadline, delays.request().run(_ -> reset(stream)));
        } else {
            awaitReading(stream, false);
        }
    }

    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
        if (!stream.state().remoteSideOpen()) {
            stop(stream);
            awaitReading(stream, false);
        }
    }

    /** An answer may take long to come, as that to a poll does, but not, once it is there, to be read. */
    private void awaitReading(Http2Stream stream, boolean waited) {
        FixedDelay.Due due = delays.keepAlive().run(_ -> {
            var waits = http2.connection().remote().flowController().hasFlowControlled(stream);
            if (waits && waited) {
                reset(stream);
            } else {
                awaitReading(stream, waits);
            }
        });
        stream.setProperty(deadline, due);
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        stop(stream);
        if (http2.connection().numActiveStreams() == 0 && context.channel().isActive()) {
            closeAfter(delays.keepAlive());
        }
    }

    /** As if its client had reset it, since whoever reads the request is told of that; then the client is told. */
    private void reset(Http2Stream stream) {
        try {
            http2.decoder().frameListener().onRstStreamRead(context, stream.id(), Http2Error.CANCEL.code());
        } catch (Http2Exception failure) {
            http2.onError(context, false, failure);
        }
        http2.resetStream(context, stream.id(), Http2Error.CANCEL.code(), context.newPromise());
        context.flush();
    }

    private void stop(Http2Stream stream) {
        FixedDelay.@Nullable Due due = stream.removeProperty(deadline);
        if (due != null) {
            due.cancel();
        }
    }

    private void closeAfter(FixedDelay delay) {
        stopIdle();
        idle = delay.run(_ -> context.close());
    }

    private void stopIdle() {
        if (idle != null) {
            idle.cancel();
            idle = null;
        }
    }
}

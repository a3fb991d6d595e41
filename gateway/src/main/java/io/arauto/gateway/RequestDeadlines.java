package io.arauto.gateway;

import io.arauto.gateway.engineio.FixedDelay;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** Has connections closed whose clients are too slow with a request or have none, so that nobody keeps them by doing nothing. */
final class RequestDeadlines {
    private static final String IDLE_HANDLER = "idle";
    private static final String VERTX_HANDLER = "handler";

    private final Duration requestTimeout;
    private final Duration keepAlive;
    private final ConcurrentHashMap<EventLoop, Delays> loops = new ConcurrentHashMap<>();

    /** What the connections of one event loop share. */
    record Delays(FixedDelay request, FixedDelay keepAlive) {}

    /**
     * @param requestTimeout for one request, head and body
     * @param keepAlive for the next one
     */
    RequestDeadlines(Duration requestTimeout, Duration keepAlive) {
        this.requestTimeout = requestTimeout;
        this.keepAlive = keepAlive;
    }

    /**
     * A new connection, on its event loop. One of HTTP/2 is known here when its client has said what it begins with; until then Vert.x closes it
     * when it is idle.
     */
    void watch(HttpConnection connection) {
        var channel = ((ConnectionBase) connection).channel();
        var pipeline = channel.pipeline();
        var delays = loops.computeIfAbsent(
                channel.eventLoop(),
                loop -> new Delays(new FixedDelay(loop, requestTimeout), new FixedDelay(loop, keepAlive)));
        if (pipeline.get(IDLE_HANDLER) != null) {
            pipeline.remove(IDLE_HANDLER);
        }
        if (pipeline.get(VERTX_HANDLER) instanceof Http2ConnectionHandler http2) {
            StreamDeadlines.watch(http2, pipeline.context(http2), delays);
        } else {
            pipeline.addBefore(VERTX_HANDLER, "deadline", new RequestDeadline(delays));
        }
    }
}

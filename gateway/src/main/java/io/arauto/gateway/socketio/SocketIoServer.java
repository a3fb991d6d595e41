package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.EngineConfig;
import io.arauto.gateway.engineio.EngineListener;
import io.arauto.gateway.engineio.EngineServer;
import io.arauto.gateway.engineio.EngineSocket;
import io.arauto.gateway.engineio.FixedDelay;
import io.arauto.gateway.engineio.Gate;
import io.arauto.gateway.engineio.Neighbours;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Serves Socket.IO v5: for each namespace an application. One server serves all event loops of a node. */
public final class SocketIoServer {
    private final EngineServer engine;
    private final Duration connectTimeout;
    private final Map<String, Application> applications;
    private final ConcurrentHashMap<EventLoop, FixedDelay> timeouts = new ConcurrentHashMap<>();

    /** @param connectTimeout how long a connection may stay without a namespace */
    public SocketIoServer(
            EngineConfig config,
            Duration connectTimeout,
            Gate gate,
            Neighbours neighbours,
            Map<String, Application> applications) {
        this.engine = new EngineServer(config, gate, neighbours, this::open);
        this.connectTimeout = connectTimeout;
        this.applications = Map.copyOf(applications);
    }

    /** Whether a request is for the transports; the path's last slash may be missing. */
    public boolean serves(@Nullable String path) {
        return engine.serves(path);
    }

    /** Answers any request under the path of the transports. */
    public void handle(HttpServerRequest request) {
        engine.handle(request);
    }

    public int openConnections() {
        return engine.openSockets();
    }

    /** What waits for each connection, in bytes. */
    public LongStream queuedBytes() {
        return engine.queuedBytes();
    }

    /** Closes {@code share} of the connections that are open, from 0 to 1; stock clients reconnect. */
    public void closeShare(double share, CloseReason reason) {
        var open = engine.sockets();
        open.stream()
                .limit((long) Math.ceil(open.size() * share))
                .forEach(socket -> socket.context().runOnContext(_ -> socket.close(reason)));
    }

    private EngineListener open(EngineSocket socket) {
        var client = new Client(socket, applications);
        var loop = ((ContextInternal) socket.context()).nettyEventLoop();
        client.awaitJoin(timeouts.computeIfAbsent(loop, _ -> new FixedDelay(loop, connectTimeout)));
        return client;
    }
}

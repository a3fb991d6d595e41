package io.arauto.gateway.engineio;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves Engine.IO v4 under one path: handshakes, polls and upgrades, from any event loop, and what other nodes pass on.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/">The Engine.IO protocol</a>
 */
public final class EngineServer {
    private static final String WEBSOCKET = "websocket";
    private static final String POLLING = "polling";

    private final EngineConfig config;
    private final Origins origins;
    private final Gate gate;
    private final Neighbours neighbours;
    private final Function<EngineSocket, EngineListener> application;
    private final ConcurrentHashMap<String, EngineSocket> sockets = new ConcurrentHashMap<>();
    private final ConnectionIds ids;
    private final Loops loops;
    private final Farewells farewells;
    private final PollingPort polls;
    private final Upgrades upgrades;

    public EngineServer(
            EngineConfig config, Gate gate, Neighbours neighbours, Function<EngineSocket, EngineListener> application) {
        this.config = config;
        this.origins = new Origins(config.origins());
        this.gate = gate;
        this.neighbours = neighbours;
        this.application = application;
        this.ids = new ConnectionIds(neighbours.mark());
        this.loops = new Loops(config);
        this.farewells = new Farewells(loops);
        this.polls = new PollingPort(config);
        this.upgrades = new Upgrades(config, loops);
    }

    /** The connections of this node, in no order. */
    public Collection<EngineSocket> sockets() {
        return List.copyOf(sockets.values());
    }

    public int openSockets() {
        return sockets.size();
    }

    /** What waits for each connection, in bytes. */
    public LongStream queuedBytes() {
        return sockets.values().stream().mapToLong(EngineSocket::queuedBytes);
    }

    /** Whether a path is this server's, with or without its last slash. */
    public boolean serves(@Nullable String path) {
        return path != null && (path.startsWith(config.path()) || config.path().equals(path + '/'));
    }

    /** Answers any request under the path. */
    public void handle(HttpServerRequest request) {
        origins.addHeaders(request);
        if (Origins.isPreflight(request)) {
            origins.answerPreflight(request);
            return;
        }
        if (!isQueryReadable(request)) {
            refuse(request, EngineError.BAD_REQUEST);
            return;
        }
        var transport = request.getParam("transport");
        var id = request.getParam("sid");
        if (transport == null || !(transport.equals(POLLING) || transport.equals(WEBSOCKET))) {
            refuse(request, EngineError.UNKNOWN_TRANSPORT);
        } else if (id == null) {
            handshake(request, transport);
        } else {
            switch (neighbours.recognise(request)) {
                case CLIENT -> find(request, transport, id);
                case NEIGHBOUR -> proceed(request, transport, own(id));
                case IMPOSTOR -> refuse(request, EngineError.UNKNOWN_SESSION);
            }
        }
    }

    /** What is no percent-encoding can't be decoded. */
    private static boolean isQueryReadable(HttpServerRequest request) {
        try {
            return request.params() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void find(HttpServerRequest request, String transport, String id) {
        var socket = own(id);
        var elsewhere = ids.foreignMark(id);
        if (socket == null && elsewhere.isPresent()) {
            neighbours.forward(request, elsewhere.get());
        } else {
            proceed(request, transport, socket);
        }
    }

    private @Nullable EngineSocket own(String id) {
        var socket = sockets.get(id);
        return socket == null ? farewells.find(id) : socket;
    }

    private void handshake(HttpServerRequest request, String transport) {
        var error = handshakeError(request, transport);
        if (error != null) {
            refuse(request, error);
            return;
        }
        var refusal = gate.refusal(sockets.size());
        if (refusal.isPresent()) {
            request.response()
                    .setStatusCode(503)
                    .putHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Math.max(1, refusal.get().toSeconds())))
                    .end();
        } else if (transport.equals(WEBSOCKET)) {
            openWebSocket(request);
        } else {
            openPolling(request);
        }
    }

    private @Nullable EngineError handshakeError(HttpServerRequest request, String transport) {
        if (!request.method().equals(HttpMethod.GET)) {
            return EngineError.BAD_HANDSHAKE_METHOD;
        }
        if (transport.equals(WEBSOCKET) != isUpgrade(request)) {
            return EngineError.BAD_REQUEST;
        }
        if (!origins.allows(request)) {
            return EngineError.FORBIDDEN;
        }
        return "4".equals(request.getParam("EIO")) ? null : EngineError.UNSUPPORTED_VERSION;
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return WEBSOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private void openWebSocket(HttpServerRequest request) {
        var context = currentContext();
        var loop = loops.of(context);
        var handshake = Handshake.of(request, config.proxies());
        WebSocketUpgrade.accept(request, config.maxPayload(), loop.deflation()).onSuccess(accepted -> {
            var socket = open(
                    handshake,
                    context,
                    opened -> new WebSocketTransport(
                            accepted.decoder(), loop.flushes(accepted), opened, config.sendQueueBytes()),
                    List.of());
            accepted.install(config.maxPayload(), new SocketReceiver(socket, accepted.channel()));
        });
    }

    private void openPolling(HttpServerRequest request) {
        var socket = open(
                Handshake.of(request, config.proxies()),
                currentContext(),
                opened -> new PollingTransport(opened, config.sendQueueBytes()),
                List.of(WEBSOCKET));
        ((PollingTransport) socket.transport()).onGet(new PollingRequest(request));
    }

    private EngineSocket open(
            Handshake handshake, Context context, Function<EngineSocket, Transport> transport, List<String> upgrades) {
        var heartbeat = loops.of(context).heartbeat();
        var socket = new EngineSocket(ids.draw(), handshake, context, heartbeat, this::forget, transport, application);
        sockets.put(socket.id(), socket);
        gate.entered(socket.transportName());
        socket.send(Frame.control('0'
                + new JsonObject()
                        .put("sid", socket.id())
                        .put("upgrades", new JsonArray(upgrades))
                        .put("pingInterval", config.pingInterval().toMillis())
                        .put("pingTimeout", config.pingTimeout().toMillis())
                        .put("maxPayload", config.maxPayload())
                        .encode()));
        socket.beat();
        return socket;
    }

    private void forget(EngineSocket socket, CloseReason reason) {
        sockets.remove(socket.id());
        farewells.expect(socket, reason);
        gate.left(reason);
    }

    /** A request of a client that has a connection. */
    private void proceed(HttpServerRequest request, String transport, @Nullable EngineSocket socket) {
        if (socket == null) {
            refuse(request, EngineError.UNKNOWN_SESSION);
        } else if (transport.equals(POLLING)) {
            polls.handle(request, socket);
        } else if (isUpgrade(request)) {
            upgrades.handle(request, socket);
        } else {
            refuse(request, EngineError.BAD_REQUEST);
        }
    }

    private static Context currentContext() {
        return Objects.requireNonNull(Vertx.currentContext(), "requests come on event loops");
    }

    private static void refuse(HttpServerRequest request, EngineError error) {
        new PollingRequest(request).refuse(error);
    }
}

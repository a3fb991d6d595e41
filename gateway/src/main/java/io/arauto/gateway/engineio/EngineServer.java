package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves Engine.IO v4 under one path: handshakes, polls and upgrades, from any event loop.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/">The Engine.IO protocol</a>
 */
public final class EngineServer {
    private static final String WEBSOCKET = "websocket";
    private static final String POLLING = "polling";
    private static final int ID_BYTES = 15;

    private final EngineConfig config;
    private final Origins origins;
    private final Gate gate;
    private final Function<EngineSocket, EngineListener> application;
    private final ConcurrentHashMap<String, EngineSocket> sockets = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    public EngineServer(EngineConfig config, Gate gate, Function<EngineSocket, EngineListener> application) {
        this.config = config;
        this.origins = new Origins(config.origins());
        this.gate = gate;
        this.application = application;
    }

    /** The connections of this node, in no order. */
    public Collection<EngineSocket> sockets() {
        return List.copyOf(sockets.values());
    }

    public int openSockets() {
        return sockets.size();
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
        var transport = request.getParam("transport");
        var id = request.getParam("sid");
        if (transport == null || !(transport.equals(POLLING) || transport.equals(WEBSOCKET))) {
            refuse(request, EngineError.UNKNOWN_TRANSPORT);
        } else if (id == null) {
            handshake(request, transport);
        } else {
            proceed(request, transport, sockets.get(id));
        }
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
        var handshake = Handshake.of(request);
        WebSocketUpgrade.accept(request).onSuccess(channel -> {
            var socket = open(
                    handshake,
                    context,
                    opened -> new WebSocketTransport(channel, loop(context).flushes(), opened, config.sendQueueBytes()),
                    List.of());
            WebSocketUpgrade.install(channel, config.maxPayload(), new SocketReceiver(socket, channel));
        });
    }

    private void openPolling(HttpServerRequest request) {
        var socket = open(
                Handshake.of(request),
                currentContext(),
                opened -> new PollingTransport(opened, config.sendQueueBytes()),
                List.of(WEBSOCKET));
        ((PollingTransport) socket.transport()).onGet(new PollingRequest(request));
    }

    private EngineSocket open(
            Handshake handshake, Context context, Function<EngineSocket, Transport> transport, List<String> upgrades) {
        var heartbeat = loop(context).heartbeat();
        var socket = new EngineSocket(newId(), handshake, context, heartbeat, this::forget, transport, application);
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
        heartbeat.pingLater(socket);
        return socket;
    }

    private void forget(EngineSocket socket, CloseReason reason) {
        sockets.remove(socket.id());
        gate.left(reason);
    }

    /** A request of a client that has a connection. */
    private void proceed(HttpServerRequest request, String transport, @Nullable EngineSocket socket) {
        if (socket == null) {
            refuse(request, EngineError.UNKNOWN_SESSION);
        } else if (transport.equals(WEBSOCKET)) {
            if (isUpgrade(request)) {
                upgrade(request, socket);
            } else {
                refuse(request, EngineError.BAD_REQUEST);
            }
        } else if (request.method().equals(HttpMethod.GET)) {
            var poll = new PollingRequest(request);
            withPolling(socket, poll, polling -> polling.onGet(poll));
        } else if (request.method().equals(HttpMethod.POST)) {
            post(request, socket);
        } else {
            refuse(request, EngineError.BAD_REQUEST);
        }
    }

    /** A second WebSocket for a connection is let in and closed at once: a refusal would count as a failure of the first. */
    private void upgrade(HttpServerRequest request, EngineSocket socket) {
        request.pause();
        var probing = new PollingRequest(request);
        socket.context().runOnContext(_ -> {
            if (!socket.isOpen()) {
                probing.refuse(EngineError.UNKNOWN_SESSION);
            } else if (socket.transport() instanceof PollingTransport polling && polling.beginProbe()) {
                probing.execute(() -> probe(request, socket, polling));
            } else {
                probing.execute(() -> request.toWebSocket().onSuccess(ServerWebSocket::close));
            }
        });
    }

    private void probe(HttpServerRequest request, EngineSocket socket, PollingTransport polling) {
        WebSocketUpgrade.accept(request)
                .onFailure(_ -> socket.context().runOnContext(_ -> polling.abandonUpgrade()))
                .onSuccess(channel -> {
                    var flushes = loop(socket.context()).flushes();
                    var transport = new WebSocketTransport(channel, flushes, socket, config.sendQueueBytes());
                    var probe = new UpgradeProbe(socket, polling, transport, channel);
                    WebSocketUpgrade.install(channel, config.maxPayload(), probe);
                    probe.expireAfter(config.upgradeTimeout());
                });
    }

    private void post(HttpServerRequest request, EngineSocket socket) {
        request.pause();
        var post = new PollingRequest(request);
        withPolling(socket, post, polling -> {
            if (polling.beginPost() && post.isText()) {
                post.execute(() -> PollingBody.read(request, config.maxPayload())
                        .onSuccess(body -> socket.context().runOnContext(_ -> posted(socket, polling, post, body)))
                        .onFailure(failure -> socket.context().runOnContext(_ -> {
                            polling.abandonPost();
                            failedPost(socket, post, failure);
                        })));
            } else {
                post.refuse(EngineError.BAD_REQUEST);
                socket.close(CloseReason.PARSE_ERROR);
            }
        });
    }

    /** After a body that is too long the client may go on, after one that broke off it is gone. */
    private static void failedPost(EngineSocket socket, PollingRequest post, Throwable failure) {
        if (failure instanceof ProtocolException) {
            post.tooLarge();
        } else {
            socket.transportEnded(CloseReason.TRANSPORT_CLOSED);
        }
    }

    private static void posted(EngineSocket socket, PollingTransport polling, PollingRequest post, String body) {
        try {
            polling.endPost(body);
            post.accepted();
        } catch (ProtocolException _) {
            post.refuse(EngineError.BAD_REQUEST);
            socket.close(CloseReason.PARSE_ERROR);
        }
    }

    /** On the socket's own event loop, when it is still polling. */
    private static void withPolling(EngineSocket socket, PollingRequest request, Consumer<PollingTransport> action) {
        socket.context().runOnContext(_ -> {
            socket.closeIfPongIsOverdue();
            if (!socket.isOpen()) {
                request.refuse(EngineError.UNKNOWN_SESSION);
            } else if (socket.transport() instanceof PollingTransport polling) {
                action.accept(polling);
            } else {
                request.refuse(EngineError.BAD_REQUEST);
            }
        });
    }

    private static Context currentContext() {
        return Objects.requireNonNull(Vertx.currentContext(), "requests come on event loops");
    }

    private static void refuse(HttpServerRequest request, EngineError error) {
        new PollingRequest(request).refuse(error);
    }

    private Loop loop(Context context) {
        return loops.computeIfAbsent(((ContextInternal) context).nettyEventLoop(), loop -> Loop.of(loop, config));
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}

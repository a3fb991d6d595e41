package io.arauto.gateway;

import io.arauto.config.ConfigException;
import io.arauto.config.Variable;
import io.arauto.gateway.engineio.EngineConfig;
import io.arauto.gateway.tls.ServerCertificate;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The port that clients connect to, with one server on each event loop. */
final class ClientPort {
    private static final int BACKLOG = 8_192;
    /** As Socket.IO's own server: smaller answers gain nothing. */
    private static final int COMPRESSION_THRESHOLD = 1_024;
    /** A fraction of the work of the usual 6, for a few percent more bytes: it is done on event loops. */
    private static final int COMPRESSION_LEVEL = 1;
    /** Vert.x draws a free port for the first of its servers that ask for this one, and gives it to the others too. */
    private static final int SHARED_FREE_PORT = -1;

    private final Vertx vertx;
    private final GatewayConfig.Listener listener;
    private final Handler<HttpServerRequest> handler;
    private final HttpServerOptions options;
    private final RequestDeadlines deadlines;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    ClientPort(Vertx vertx, GatewayConfig.Listener listener, EngineConfig engine, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.listener = listener;
        this.handler = handler;
        this.deadlines = new RequestDeadlines(listener.requestTimeout(), listener.keepAlive());
        // Without HTTP/2 in clear text: what asks for an upgrade here is a WebSocket, and clients that try h2c get
        // mixed answers.
        this.options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(COMPRESSION_THRESHOLD)
                .setCompressionLevel(COMPRESSION_LEVEL)
                .setMaxWebSocketFrameSize(engine.maxPayload())
                .setMaxWebSocketMessageSize(engine.maxPayload())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    /**
     * With a certificate the port speaks TLS, and HTTP/2 to who asks for that; browsers open their WebSockets by HTTP/1.1, as HTTP/2's own kind
     * is not offered. Fails with {@link ConfigException} when the port is taken.
     */
    Future<Void> open(Optional<ServerCertificate> certificate) {
        certificate.ifPresent(shown -> options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(shown.pem())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) listener.requestTimeout().toMillis()));
        var loops = Stream.generate(this::listen).limit(Runtime.getRuntime().availableProcessors());
        return Future.all(loops.toList())
                .recover(failure -> Future.failedFuture(new ConfigException(
                        Variable.SOCKET_PORT + " takes a free port; " + listener.port() + ": " + failure.getMessage())))
                .mapEmpty();
    }

    /** Shows another certificate to who connects from now on. */
    Future<Void> show(ServerCertificate certificate) {
        var tls = options.getSslOptions().copy().setKeyCertOptions(certificate.pem());
        return Future.all(servers.stream()
                        .map(server -> server.updateSSLOptions(tls))
                        .toList())
                .mapEmpty();
    }

    int actualPort() {
        return servers.getFirst().actualPort();
    }

    Future<Void> close() {
        return Future.all(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private Future<String> listen() {
        return vertx.deployVerticle(new Loop());
    }

    private final class Loop extends VerticleBase {
        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options)
                    .connectionHandler(deadlines::watch)
                    .requestHandler(handler)
                    .listen(listener.port() == 0 ? SHARED_FREE_PORT : listener.port(), listener.host())
                    .onSuccess(servers::add);
        }
    }
}

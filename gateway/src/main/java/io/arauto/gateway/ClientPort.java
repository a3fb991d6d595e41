package io.arauto.gateway;

import io.arauto.config.ConfigException;
import io.arauto.config.Variable;
import io.arauto.gateway.engineio.EngineConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The port that clients connect to, with one server on each event loop. */
final class ClientPort {
    private static final int BACKLOG = 8_192;

    private final Vertx vertx;
    private final GatewayConfig.Listener listener;
    private final Handler<HttpServerRequest> handler;
    private final HttpServerOptions options;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    ClientPort(Vertx vertx, GatewayConfig.Listener listener, EngineConfig engine, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.listener = listener;
        this.handler = handler;
        this.options = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setMaxWebSocketFrameSize(engine.maxPayload())
                .setMaxWebSocketMessageSize(engine.maxPayload())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    /** Fails with {@link ConfigException} when the port is taken. */
    Future<Void> open() {
        return listen(listener.port())
                .recover(failure -> Future.failedFuture(new ConfigException(
                        Variable.SOCKET_PORT + " takes a free port; " + listener.port() + ": " + failure.getMessage())))
                .compose(_ -> Future.all(Stream.generate(() -> listen(actualPort()))
                        .limit(Runtime.getRuntime().availableProcessors() - 1L)
                        .toList()))
                .mapEmpty();
    }

    int actualPort() {
        return servers.getFirst().actualPort();
    }

    Future<Void> close() {
        return Future.all(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private Future<String> listen(int port) {
        return vertx.deployVerticle(new Loop(port), new DeploymentOptions());
    }

    private final class Loop extends VerticleBase {
        private final int port;

        Loop(int port) {
            this.port = port;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options)
                    .requestHandler(handler)
                    .listen(port, listener.host())
                    .onSuccess(servers::add);
        }
    }
}

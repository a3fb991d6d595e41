package io.arauto.gateway.conformance;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.EngineConfig;
import io.arauto.gateway.engineio.EngineListener;
import io.arauto.gateway.engineio.EngineServer;
import io.arauto.gateway.engineio.EngineSocket;
import io.arauto.gateway.engineio.Frame;
import io.arauto.gateway.engineio.Gate;
import io.arauto.gateway.engineio.Solitude;
import io.arauto.gateway.engineio.TrustedProxies;
import io.arauto.gateway.socketio.SocketIoServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two protocol layers without the application, with the echo behaviour and the short times that the public conformance suites of
 * Engine.IO and Socket.IO ask for. Recovery is off.
 */
public final class ConformanceServer {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Gate OPEN = _ -> Optional.empty();

    private final EngineServer engine;
    private final SocketIoServer socketIo;
    private final HttpServer http;

    private ConformanceServer(Vertx vertx, boolean perMessageDeflate) {
        this.engine = new EngineServer(config("/engine.io/", perMessageDeflate), OPEN, new Solitude(), Echo::new);
        this.socketIo = new SocketIoServer(
                config("/socket.io/", perMessageDeflate),
                CONNECT_TIMEOUT,
                OPEN,
                new Solitude(),
                Map.of("/", new EchoNamespace(vertx, true), "/custom", new EchoNamespace(vertx, false)));
        this.http = vertx.createHttpServer(new HttpServerOptions()
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setMaxWebSocketFrameSize(1_000_000))
                .requestHandler(this::handle);
    }

    static Future<ConformanceServer> start(Vertx vertx, int port, boolean perMessageDeflate) {
        var server = new ConformanceServer(vertx, perMessageDeflate);
        return server.http.listen(port, "0.0.0.0").map(server);
    }

    /** Takes the port, or else listens at 3000. */
    public static void main(String[] args) {
        var port = args.length == 0 ? 3000 : Integer.parseInt(args[0]);
        start(Vertx.vertx(), port, false)
                .onSuccess(server -> System.out.println("conformance server at port " + server.port()))
                .onFailure(failure -> {
                    System.err.println("port " + port + ": " + failure.getMessage());
                    System.exit(1);
                });
    }

    int port() {
        return http.actualPort();
    }

    private static EngineConfig config(String path, boolean perMessageDeflate) {
        return new EngineConfig(
                path,
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                1_000_000,
                10_000_000,
                perMessageDeflate,
                Set.of("*"),
                TrustedProxies.of(Set.of()).orElseThrow());
    }

    private void handle(HttpServerRequest request) {
        if (engine.serves(request.path())) {
            engine.handle(request);
        } else if (socketIo.serves(request.path())) {
            socketIo.handle(request);
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private record Echo(EngineSocket socket) implements EngineListener {
        @Override
        public void onText(String message) {
            socket.send(Frame.text(message));
        }

        @Override
        public void onBinary(Buffer message) {
            socket.send(Frame.binary(message));
        }

        @Override
        public void onClose(CloseReason reason) {}
    }
}

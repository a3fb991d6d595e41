package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link ConformanceServer} for the tests of one class, which nothing that they do may make throw. */
final class RunningConformanceServer implements BeforeAllCallback, AfterAllCallback {
    private final Vertx vertx = Vertx.vertx();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final boolean perMessageDeflate;
    private @Nullable ConformanceServer server;

    RunningConformanceServer() {
        this(false);
    }

    private RunningConformanceServer(boolean perMessageDeflate) {
        this.perMessageDeflate = perMessageDeflate;
    }

    /** One that compresses messages for clients that offer it. */
    static RunningConformanceServer deflating() {
        return new RunningConformanceServer(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        vertx.exceptionHandler(thrown::add);
        server = ConformanceServer.start(vertx, 0, perMessageDeflate).await(10, TimeUnit.SECONDS);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
        assertThat(thrown).isEmpty();
    }

    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.port();
    }

    PollingClient polling(String path) {
        return PollingClient.open(port(), path);
    }

    MessageSocket webSocket(String path) {
        return MessageSocket.open(port(), path + "?EIO=4&transport=websocket");
    }

    /** A WebSocket that is to take the place of {@code polling}. */
    MessageSocket webSocket(PollingClient polling) {
        return MessageSocket.open(port(), polling.path() + "?EIO=4&transport=websocket&sid=" + polling.id());
    }
}

package io.arauto.process;

import io.arauto.config.ConfigException;
import io.arauto.config.Variable;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * The port that only the platform sees: {@code /health/live}, {@code /health/started}, {@code /health/ready}, {@code /metrics} and
 * {@code /version}.
 */
public final class ManagementServer implements Lifecycle {
    /** The state of a process as Kubernetes' probes ask for it. */
    public interface Health {
        boolean isStarted();

        boolean isReady();
    }

    private final Vertx vertx;
    private final int port;
    private final Health health;
    private final PrometheusMeterRegistry metrics;
    private final HttpServer server;

    public ManagementServer(Vertx vertx, int port, Health health, PrometheusMeterRegistry metrics) {
        this.vertx = vertx;
        this.port = port;
        this.health = health;
        this.metrics = metrics;
        this.server = vertx.createHttpServer();
    }

    @Override
    public Future<Void> start() {
        return server.requestHandler(this::handle)
                .listen(port)
                .recover(failure -> Future.failedFuture(new ConfigException(
                        Variable.ARAUTO_MANAGEMENT_PORT + " takes a free port; " + port + ": " + failure.getMessage())))
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        return server.close();
    }

    /** The port that is listened on, which is another than configured when that was 0. */
    public int actualPort() {
        return server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/health/live" -> health(request, true);
            case "/health/started" -> health(request, health.isStarted());
            case "/health/ready" -> health(request, health.isReady());
            case "/metrics" ->
                vertx.<String>executeBlocking(metrics::scrape)
                        .onSuccess(text -> request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                                .end(text));
            case "/version" -> json(request, 200, new JsonObject().put("version", version()));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void health(HttpServerRequest request, boolean good) {
        json(request, good ? 200 : 503, new JsonObject().put("status", good ? "UP" : "DOWN"));
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.encode());
    }

    private static String version() {
        var version = ManagementServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}

package io.arauto.process;

import io.arauto.config.ConfigException;
import io.arauto.config.Variable;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * The port that only the platform sees: {@code /health/live}, {@code /health/started}, {@code /health/ready}, {@code /metrics} and
 * {@code /version}.
 */
public final class ManagementServer implements Lifecycle {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

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
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response()
                    .setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                    .end();
            return;
        }
        switch (String.valueOf(request.path())) {
            case "/health/live" -> json(request, 200, status(true));
            case "/health/started" -> json(request, health.isStarted() ? 200 : 503, status(health.isStarted()));
            case "/health/ready" -> ready(request);
            case "/metrics" -> metrics(request);
            case "/version" -> json(request, 200, new JsonObject().put("version", Version.current()));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void ready(HttpServerRequest request) {
        health.obstacle()
                .ifPresentOrElse(
                        obstacle -> json(request, 503, status(false).put("reason", obstacle)),
                        () -> json(request, 200, status(true)));
    }

    /** On a worker thread: with many series it takes milliseconds. */
    private void metrics(HttpServerRequest request) {
        vertx.<String>executeBlocking(metrics::scrape)
                .onSuccess(text -> end(request, 200, PROMETHEUS_TEXT, text))
                .onFailure(_ -> request.response().setStatusCode(500).end());
    }

    private static JsonObject status(boolean good) {
        return new JsonObject().put("status", good ? "UP" : "DOWN");
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        end(request, status, "application/json", body.encode());
    }

    private static void end(HttpServerRequest request, int status, String type, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}

package io.arauto.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private static final class Switches implements Health {
        private volatile boolean started;
        private volatile Optional<String> obstacle = Optional.of("starting");

        @Override
        public boolean isStarted() {
            return started;
        }

        @Override
        public Optional<String> obstacle() {
            return obstacle;
        }
    }

    private final Vertx vertx = Launcher.vertx();
    private final Switches health = new Switches();
    private final ManagementServer server = new ManagementServer(vertx, 0, health, ProcessMetrics.registry());
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        server.start().await(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        vertx.close().await(30, TimeUnit.SECONDS);
    }

    @Test
    void theProbesTellAliveStartedAndReadyApart() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/started").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"DOWN\",\"reason\":\"starting\"}");

        health.started = true;
        health.obstacle = Optional.of("redis_away");
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        health.obstacle = Optional.empty();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metricsAreInPrometheusText() throws Exception {
        var answer = get("/metrics");

        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("arauto_build_info{version=\"development\"} 1")
                .contains("jvm_memory_used_bytes{")
                .contains("process_cpu_usage ");
    }

    @Test
    void theVersionIsTold() throws Exception {
        assertThat(get("/version").body()).isEqualTo("{\"version\":\"development\"}");
    }

    @Test
    void anythingElseIsNotFoundAndNothingCanBeChanged() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/health").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(uri("/health/live")).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aTakenPortIsAConfigurationError() {
        var second = new ManagementServer(vertx, server.actualPort(), health, ProcessMetrics.registry());

        assertThatThrownBy(() -> second.start().await(30, TimeUnit.SECONDS))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("ARAUTO_MANAGEMENT_PORT takes a free port; " + server.actualPort());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }
}

package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.config.Environment;
import io.arauto.gateway.Gateway;
import io.arauto.gateway.GatewayConfig;
import io.arauto.process.Launcher;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestPostgres;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.arauto.worker.Worker;
import io.arauto.worker.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis that has lost everything: a second, empty one in its place. */
class ChannelsBroughtBackTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @RegisterExtension
    static final TestRedis EMPTY_REDIS = new TestRedis();

    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private final Vertx vertx = Launcher.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
        await(vertx.close());
    }

    @Test
    void channelsComeBackFromPostgres() {
        var worker = new Worker(vertx, WorkerConfig.from(environment(REDIS)));
        await(worker.start());
        open.add(() -> await(worker.stop()));
        var before = gateway(REDIS);

        assertThat(call(before, "PUT", "promo", "{\"title\":\"Promo\",\"permissions\":[\"all\"]}"))
                .isEqualTo(201);
        assertThat(call(before, "DELETE", "estoque", "")).isEqualTo(204);

        Eventually.isTrue("Postgres has both", () -> stored() == 2);

        var after = gateway(EMPTY_REDIS);
        Eventually.isTrue("promo is back", () -> call(after, "GET", "promo", "") == 200);
        Eventually.isTrue("estoque is gone", () -> call(after, "GET", "estoque", "") == 404);
    }

    private int call(String url, String method, String channel, String body) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + "/api/v1/channels/" + channel))
                                    .header(
                                            "Authorization",
                                            "Bearer " + TestUser.service("t1").token())
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int stored() {
        try (var connection = DriverManager.getConnection(POSTGRES.adminJdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM channels")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String gateway(TestRedis redis) {
        var gateway = await(Gateway.create(vertx, GatewayConfig.from(environment(redis))));
        await(gateway.start());
        open.add(() -> await(gateway.stop()));
        Eventually.isTrue("gateway is ready", gateway::isReady);
        return "http://127.0.0.1:" + gateway.clientPort();
    }

    private static Environment environment(TestRedis redis) {
        return Environment.of(Map.of(
                "REDIS_URL", redis.url(),
                "DATABASE_URL", POSTGRES.url(),
                "SOCKET_HOST", "127.0.0.1",
                "SOCKET_PORT", "0",
                "ARAUTO_MANAGEMENT_PORT", "0",
                "ARAUTO_JWT_SECRET", Tokens.SECRET,
                "ARAUTO_DRAIN_TIME", "0ms"));
    }

    private static <T> T await(Future<T> future) {
        return Eventually.completes("a node", future.toCompletionStage().toCompletableFuture());
    }
}

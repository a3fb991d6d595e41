package io.arauto.standalone;

import io.arauto.config.Environment;
import io.arauto.gateway.Gateway;
import io.arauto.gateway.GatewayConfig;
import io.arauto.process.Launcher;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.FaultyLink;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestPostgres;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.arauto.worker.Worker;
import io.arauto.worker.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gateways and workers in this process, over a Redis and a Postgres of the test's own; new ones for each test. */
final class Installation implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final TestRedis redis = new TestRedis();
    private final TestPostgres postgres = TestPostgres.empty();
    private final Map<String, String> settings;
    private final List<AutoCloseable> open = new ArrayList<>();
    private Vertx vertx = Launcher.vertx();
    private @Nullable FaultyLink toPostgres;

    Installation() {
        this(Map.of());
    }

    /** @param settings added to the environment of all */
    Installation(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        redis.beforeAll(context);
        postgres.beforeAll(context);
        toPostgres = FaultyLink.to(URI.create(postgres.url()).getPort());
    }

    /** Nothing is heard of it meanwhile, and every connection stays open. */
    void whilePostgresHangs(Runnable action) {
        var link = toPostgres();
        link.stall();
        try {
            action.run();
        } finally {
            link.flow();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        vertx = Launcher.vertx();
    }

    Vertx vertx() {
        return vertx;
    }

    /** Closed after the test, if not by {@link #close}. */
    AutoCloseable worker() {
        var worker = new Worker(vertx, WorkerConfig.from(environment(redis)));
        await(worker.start());
        AutoCloseable running = () -> await(worker.stop());
        open.add(running);
        return running;
    }

    void close(AutoCloseable running) throws Exception {
        open.remove(running);
        running.close();
    }

    /** Its address. */
    String gateway() {
        return gateway(redis);
    }

    /** The address of one that has another Redis. */
    String gateway(TestRedis other) {
        // Servers of one Vert.x share a port.
        var own = Launcher.vertx();
        var gateway = await(Gateway.create(own, GatewayConfig.from(environment(other))));
        await(gateway.start());
        open.add(() -> await(gateway.stop().eventually(own::close)));
        Eventually.isTrue("gateway is ready", gateway::isReady);
        return "http://127.0.0.1:" + gateway.clientPort();
    }

    RecoveringClient client(String url, TestUser user) {
        var client = RecoveringClient.connect(url, user.token());
        open.add(client);
        client.awaits("session");
        return client;
    }

    /** The number that a query of Postgres gives. */
    int count(String sql) {
        try (var connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private FaultyLink toPostgres() {
        return Objects.requireNonNull(toPostgres, "a static field with @RegisterExtension");
    }

    private String databaseUrl() {
        var url = postgres.url();
        return url.replace(
                ":" + URI.create(url).getPort() + "/", ":" + toPostgres().port() + "/");
    }

    private Environment environment(TestRedis used) {
        var environment = new HashMap<>(Map.of(
                "REDIS_URL", used.url(),
                "DATABASE_URL", databaseUrl(),
                "SOCKET_HOST", "127.0.0.1",
                "SOCKET_PORT", "0",
                "ARAUTO_MANAGEMENT_PORT", "0",
                "ARAUTO_JWT_SECRET", Tokens.SECRET,
                "ARAUTO_DRAIN_TIME", "0ms"));
        environment.putAll(settings);
        return Environment.of(environment);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
        open.clear();
        await(vertx.close());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        redis.afterAll(context);
        toPostgres().close();
        postgres.afterAll(context);
    }

    static <T> T await(Future<T> future) {
        return Eventually.completes("a node", future.toCompletionStage().toCompletableFuture());
    }
}

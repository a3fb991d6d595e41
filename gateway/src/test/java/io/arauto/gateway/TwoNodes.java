package io.arauto.gateway;

import io.arauto.config.Environment;
import io.arauto.process.Launcher;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two gateways that share one Redis and have no Postgres, and the clients of a test, which are closed after it:
 * {@code @RegisterExtension static final TwoNodes NODES = new TwoNodes();}.
 */
public final class TwoNodes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final String NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/nothing";

    private final TestRedis redis = new TestRedis();
    private final Map<String, String> settingsOfA;
    private final Map<String, String> settingsOfB;
    private final List<Node> nodes = new ArrayList<>();
    private final List<RecoveringClient> clients = new ArrayList<>();
    private Duration errorOfB = Duration.ZERO;

    private record Node(Vertx vertx, Gateway gateway) {}

    public TwoNodes() {
        this(Map.of());
    }

    /** @param settings added to the environment of both */
    public TwoNodes(Map<String, String> settings) {
        this(settings, settings);
    }

    /** With environments of their own. */
    public TwoNodes(Map<String, String> settingsOfA, Map<String, String> settingsOfB) {
        this.settingsOfA = Map.copyOf(settingsOfA);
        this.settingsOfB = Map.copyOf(settingsOfB);
    }

    /** The second node's own clock is wrong by so much. */
    public TwoNodes withClockOfBWrongBy(Duration error) {
        errorOfB = error;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        redis.beforeAll(context);
        start("a", settingsOfA, Clock.systemUTC());
        start("b", settingsOfB, Clock.offset(Clock.systemUTC(), errorOfB));
    }

    private void start(String name, Map<String, String> settings, Clock clock) {
        var environment = new HashMap<>(Map.of(
                "ARAUTO_NODE",
                name,
                "SOCKET_HOST",
                "127.0.0.1",
                "SOCKET_PORT",
                "0",
                "ARAUTO_MANAGEMENT_PORT",
                "0",
                "ARAUTO_JWT_SECRET",
                Tokens.SECRET,
                "ARAUTO_DRAIN_TIME",
                "0ms",
                "REDIS_URL",
                redis.url(),
                "DATABASE_URL",
                NOWHERE));
        environment.putAll(settings);
        var vertx = Launcher.vertx();
        var gateway =
                await(Gateway.create(vertx, GatewayConfig.from(Environment.of(environment)), clock, JsonObject::new));
        await(gateway.start());
        Eventually.isTrue("node " + name + " is ready", gateway::isReady);
        nodes.add(new Node(vertx, gateway));
    }

    /** The address of the first node. */
    public String a() {
        return url(0);
    }

    /** The address of the second node. */
    public String b() {
        return url(1);
    }

    private String url(int node) {
        var scheme = settingsOfA.containsKey("ARAUTO_TLS_CERT") ? "https" : "http";
        return scheme + "://127.0.0.1:" + nodes.get(node).gateway().clientPort();
    }

    /** The address of a node's management port. */
    public String management(int node) {
        return "http://127.0.0.1:" + nodes.get(node).gateway().managementPort();
    }

    public RecoveringClient onA(TestUser user) {
        return connect(a(), user.token());
    }

    public RecoveringClient onB(TestUser user) {
        return connect(b(), user.token());
    }

    public RecoveringClient connect(String url, String token) {
        var client = RecoveringClient.connect(url, token);
        clients.add(client);
        client.awaits("session");
        return client;
    }

    public TestRedis redis() {
        return redis;
    }

    /** As happens after each test. */
    public void closeClients() {
        clients.forEach(RecoveringClient::close);
        clients.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeClients();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (var node : nodes) {
            await(node.gateway().stop());
            await(node.vertx().close());
        }
        redis.afterAll(context);
    }

    private static <T> T await(Future<T> future) {
        return Eventually.completes("a node", future.toCompletionStage().toCompletableFuture());
    }
}

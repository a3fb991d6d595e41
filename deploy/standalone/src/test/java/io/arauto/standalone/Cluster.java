package io.arauto.standalone;

import io.arauto.testkit.Client;
import io.arauto.testkit.JarProcess;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.StockClient;
import io.arauto.testkit.TestPostgres;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two gateways and a worker, each a packaged process of its own, over one Redis and one Postgres. Clients and further workers are
 * closed after each test: {@code @RegisterExtension static final Cluster CLUSTER = new Cluster();}.
 */
final class Cluster implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Each write is on disk before it is answered: what a killed Redis had acked is then there again. */
    private final TestRedis redis = new TestRedis("--appendfsync", "always");

    private final TestPostgres postgres = TestPostgres.empty();
    private final List<JarProcess> processes = new ArrayList<>();
    private final List<AutoCloseable> ofTest = new ArrayList<>();
    private final Map<String, String> settings;
    private final Map<String, String> ofWorkers;

    Cluster() {
        this(Map.of());
    }

    /** @param settings added to the environment of all processes */
    Cluster(Map<String, String> settings) {
        this(settings, Map.of());
    }

    /** @param ofWorkers added to the environment of workers */
    Cluster(Map<String, String> settings, Map<String, String> ofWorkers) {
        this.settings = Map.copyOf(settings);
        this.ofWorkers = Map.copyOf(ofWorkers);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        redis.beforeAll(context);
        postgres.beforeAll(context);
        processes.add(JarProcess.worker(environment(ofWorkers)));
        processes.add(JarProcess.gateway(environment(Map.of("ARAUTO_NODE", "a"))));
        processes.add(JarProcess.gateway(environment(Map.of("ARAUTO_NODE", "b"))));
    }

    private Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<String, String>();
        all.put("REDIS_URL", redis.url());
        all.put("DATABASE_URL", postgres.url());
        all.put("ARAUTO_DRAIN_TIME", "0ms");
        all.putAll(settings);
        all.putAll(more);
        return all;
    }

    JarProcess worker() {
        return processes.get(0);
    }

    JarProcess nodeA() {
        return processes.get(1);
    }

    JarProcess nodeB() {
        return processes.get(2);
    }

    TestRedis redis() {
        return redis;
    }

    /** One more worker for one test. */
    JarProcess anotherWorker() {
        var own = new HashMap<>(ofWorkers);
        own.put("ARAUTO_WORKER_BATCH", "20");
        return forTest(JarProcess.worker(environment(own)));
    }

    RecoveringClient client(JarProcess node, TestUser user) {
        return ready(RecoveringClient.connect(node.url(), user.token()));
    }

    StockClient stockClient(JarProcess node, TestUser user) {
        return ready(StockClient.connect(node.url(), user.token()));
    }

    private <T extends Client> T ready(T client) {
        forTest(client).awaits("session");
        return client;
    }

    private <T extends AutoCloseable> T forTest(T resource) {
        ofTest.add(resource);
        return resource;
    }

    /** Ids of a tenant's chat messages as Postgres has them, one for each row, oldest first. */
    List<String> storedMessages(String tenant) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.adminJdbcUrl());
                var query = connection.prepareStatement(
                        "SELECT ms || '-' || seq FROM messages WHERE tenant = ? ORDER BY ms, seq")) {
            query.setString(1, tenant);
            try (var rows = query.executeQuery()) {
                var ids = new ArrayList<String>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (var resource : ofTest.reversed()) {
            resource.close();
        }
        ofTest.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        processes.reversed().forEach(JarProcess::close);
        postgres.afterAll(context);
        redis.afterAll(context);
    }
}

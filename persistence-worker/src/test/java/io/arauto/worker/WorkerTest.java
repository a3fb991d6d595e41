package io.arauto.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.Broker;
import io.arauto.broker.BrokerConfig;
import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.config.Environment;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestPostgres;
import io.arauto.testkit.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private final Vertx vertx = Vertx.vertx();
    private final Environment environment = Environment.of(
            Map.of("REDIS_URL", REDIS.url(), "DATABASE_URL", POSTGRES.url(), "ARAUTO_MANAGEMENT_PORT", "0"));
    private final Broker publishing = new Broker(vertx, BrokerConfig.from(environment, "test"));
    private final List<Worker> workers = new ArrayList<>();

    @BeforeEach
    void connect() {
        publishing.start();
        Eventually.isTrue("connected", publishing::isReady);
    }

    @AfterEach
    void stop() {
        workers.forEach(worker ->
                Eventually.completes("stop", worker.stop().toCompletionStage().toCompletableFuture()));
        Eventually.completes("close", vertx.close().toCompletionStage().toCompletableFuture());
    }

    @Test
    void whatWasPublishedBeforeTheFirstWorkerStartedIsStoredInOrderAndOnce() throws Exception {
        for (var number = 0; number < 500; number++) {
            publish("antes", "mensagem " + number);
        }

        var first = newWorker();
        var second = newWorker();
        // Both find no schema.
        Eventually.completes(
                "start",
                Future.all(first.start(), second.start()).toCompletionStage().toCompletableFuture());

        Eventually.holds(() -> assertThat(stored("antes")).hasSize(500).doesNotHaveDuplicates());
        assertThat(stored("antes").getFirst()).isEqualTo("mensagem 0");
        assertThat(stored("antes").getLast()).isEqualTo("mensagem 499");
    }

    @Test
    void workersTakeOverFromOneThatLeaves() {
        var first = startWorker();
        publish("troca", "um");
        Eventually.holds(() -> assertThat(stored("troca")).containsExactly("um"));
        startWorker();
        Eventually.completes("stop", first.stop().toCompletionStage().toCompletableFuture());
        workers.remove(first);

        publish("troca", "dois");

        Eventually.holds(() -> assertThat(stored("troca")).containsExactly("um", "dois"));
    }

    @Test
    void aWorkerWritesToASchemaThatALaterVersionHasAddedTo() throws Exception {
        var before = startWorker();
        Eventually.completes("stop", before.stop().toCompletionStage().toCompletableFuture());
        workers.remove(before);
        execute("ALTER TABLE messages ADD COLUMN mood text");
        execute("CREATE TABLE reactions (tenant text)");
        execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " execution_time, success) VALUES (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 1, 'arauto', 1, true)");

        startWorker();
        publish("depois", "um");

        Eventually.holds(() -> assertThat(stored("depois")).containsExactly("um"));
    }

    @Test
    void aWorkerTellsWhetherItsServersAnswer() {
        var worker = startWorker();

        Eventually.holds(() -> assertThat(metrics(worker))
                .contains("arauto_postgres_up 1.0", "arauto_redis_up 1.0", "arauto_outbox_age_seconds "));
    }

    private static String metrics(Worker worker) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + worker.managementPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private Worker newWorker() {
        var worker = new Worker(vertx, WorkerConfig.from(environment));
        workers.add(worker);
        return worker;
    }

    private Worker startWorker() {
        var worker = newWorker();
        Eventually.completes("start", worker.start().toCompletionStage().toCompletableFuture());
        return worker;
    }

    private void publish(String tenant, String text) {
        var body = "2[\"chat:message\",{\"id\":\"\u0001\",\"timestamp\":\"\u0002\",\"channel\":\"geral\","
                + "\"from\":{\"userId\":\"1\"},\"text\":\"" + text + "\"},\"\u0001\"]";
        var publication = Publication.of(
                        new Tenant(tenant), List.of(Topic.channel("geral")), EventKind.MESSAGE, Buffer.buffer(body))
                .counted("geral", "1");
        Eventually.completes(
                "publish",
                publishing.publisher().publish(publication).toCompletionStage().toCompletableFuture());
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.adminJdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> stored(String tenant) throws Exception {
        var sql = "SELECT text FROM messages WHERE tenant = '" + tenant + "' ORDER BY ordinal";
        try (var connection = DriverManager.getConnection(POSTGRES.adminJdbcUrl());
                var rows = connection.createStatement().executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}

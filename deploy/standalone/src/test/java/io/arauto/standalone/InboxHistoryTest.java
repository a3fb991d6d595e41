package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.config.Environment;
import io.arauto.gateway.Gateway;
import io.arauto.gateway.GatewayConfig;
import io.arauto.process.Launcher;
import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestPostgres;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.arauto.worker.Worker;
import io.arauto.worker.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications that the hot logs have let go: a chat pushes them out. */
class InboxHistoryTest {
    private static final int NOTIFICATIONS = 60;
    private static final int CHAT = 400;

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private final Vertx vertx = Launcher.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final String tenant = "t" + System.nanoTime();
    private String url = "";

    @BeforeEach
    void start() {
        var environment = Environment.of(Map.of(
                "REDIS_URL", REDIS.url(),
                "DATABASE_URL", POSTGRES.url(),
                "SOCKET_HOST", "127.0.0.1",
                "SOCKET_PORT", "0",
                "ARAUTO_MANAGEMENT_PORT", "0",
                "ARAUTO_JWT_SECRET", Tokens.SECRET,
                "ARAUTO_DRAIN_TIME", "0ms",
                "ARAUTO_LOG_LENGTH", "10"));
        var worker = new Worker(vertx, WorkerConfig.from(environment));
        await(worker.start());
        open.add(() -> await(worker.stop()));
        var gateway = await(Gateway.create(vertx, GatewayConfig.from(environment)));
        await(gateway.start());
        open.add(() -> await(gateway.stop()));
        Eventually.isTrue("gateway is ready", gateway::isReady);
        url = "http://127.0.0.1:" + gateway.clientPort();
    }

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
        await(vertx.close());
    }

    @Test
    void olderNotificationsComeFromPostgresAndUnreadStaysExact() {
        var service = client(TestUser.service(tenant));
        var ids = new ArrayList<String>();
        for (var number = 0; number < NOTIFICATIONS; number++) {
            ids.add(tells(service, number % 2 == 0 ? "vendas" : "geral", number));
        }
        chat(service);
        var newest = tells(service, "vendas", NOTIFICATIONS);
        Eventually.holds(() -> assertThat(stored()).isEqualTo(NOTIFICATIONS + 1));
        var reader = client(TestUser.of(tenant, "2", "maria.santos", "vendas", "chat"));

        assertThat(unread(reader, "id", ids.get(30))).isEqualTo(NOTIFICATIONS);
        assertThat(unread(reader, "upTo", ids.get(10))).isEqualTo(NOTIFICATIONS - 11);

        var expected = new ArrayList<>(ids.subList(11, NOTIFICATIONS));
        expected.remove(ids.get(30));
        expected.add(newest);
        assertThat(all(reader, true)).isEqualTo(expected.reversed());
        ids.add(newest);
        assertThat(all(reader, false)).isEqualTo(ids.reversed());
        assertThat(unread(reader, "upTo", newest)).isZero();
        assertThat(reader.isRefused("notification:read", new JsonObject().put("id", "17-0"))
                        .getString("code"))
                .isEqualTo("not_found");
    }

    private static List<String> all(Client reader, boolean unread) {
        var found = new ArrayList<String>();
        var query = new JsonObject().put("limit", 7).put("unread", unread);
        JsonObject page;
        do {
            page = reader.asks("notification:list", query);
            page.getJsonArray("notifications").forEach(it -> found.add(Client.id((JsonObject) it)));
            query.put("before", page.getString("next"));
        } while (page.containsKey("next"));
        return found;
    }

    private static int unread(Client reader, String field, String id) {
        return reader.asks("notification:read", new JsonObject().put(field, id)).getInteger("unread");
    }

    private static String tells(Client service, String channel, int number) {
        return Client.id(service.asks(
                "notification",
                new JsonObject()
                        .put("channel", channel)
                        .put("type", "info")
                        .put("title", "Venda " + number)
                        .put("message", "…")));
    }

    private static void chat(Client service) {
        for (var channel : List.of("vendas", "geral")) {
            IntStream.range(0, CHAT)
                    .mapToObj(number -> service.emit(
                            "chat:send",
                            new JsonObject().put("channel", channel).put("text", "conversa " + number)))
                    .toList()
                    .forEach(answer -> Eventually.completes("chat", answer));
        }
    }

    private int stored() throws Exception {
        try (var connection = DriverManager.getConnection(POSTGRES.adminJdbcUrl());
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(ordinal) FROM notifications WHERE tenant = '" + tenant + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private RecoveringClient client(TestUser user) {
        var client = RecoveringClient.connect(url, user.token());
        open.add(client);
        client.awaits("session");
        return client;
    }

    private static <T> T await(Future<T> future) {
        return Eventually.completes("a process", future.toCompletionStage().toCompletableFuture());
    }
}

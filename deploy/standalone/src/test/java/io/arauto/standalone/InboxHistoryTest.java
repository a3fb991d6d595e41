package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications that the hot logs have let go: a chat pushes them out. */
class InboxHistoryTest {
    private static final int NOTIFICATIONS = 60;
    private static final int CHAT = 400;

    @RegisterExtension
    static final Installation INSTALLATION = new Installation(Map.of("ARAUTO_LOG_LENGTH", "10"));

    private final String tenant = "t" + System.nanoTime();

    @Test
    void olderNotificationsComeFromPostgresAndUnreadStaysExact() {
        INSTALLATION.worker();
        var url = INSTALLATION.gateway();
        var service = INSTALLATION.client(url, TestUser.service(tenant));
        var ids = new ArrayList<String>();
        for (var number = 0; number < NOTIFICATIONS; number++) {
            ids.add(tells(service, number % 2 == 0 ? "vendas" : "geral", number));
        }
        chat(service);
        var newest = tells(service, "vendas", NOTIFICATIONS);
        Eventually.holds(() -> assertThat(stored()).isEqualTo(NOTIFICATIONS + 1));
        var reader = INSTALLATION.client(url, TestUser.of(tenant, "2", "maria.santos", "vendas", "chat"));

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

    private int stored() {
        return INSTALLATION.count("SELECT count(ordinal) FROM notifications WHERE tenant = '" + tenant + "'");
    }
}

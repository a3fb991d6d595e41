package io.arauto.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InboxTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_LOG_LENGTH", "400"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser erp = TestUser.service(tenant);
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void whatCameWhileAUserWasOfflineIsInTheInboxFromTheNewestOn() {
        var service = NODES.onA(erp);
        var vendas = tells(service, "channel", "vendas", "um");
        var personal = tells(service, "to", 2, "dois");
        tells(service, "channel", "financeiro", "não é para maria");
        tells(service, "to", 1, "nem isto");
        service.sendsChat("vendas", "chat não é notificação");
        var geral = tells(service, "channel", "geral", "três");

        var inbox = NODES.onB(maria).asks("notification:list", new JsonObject());

        assertThat(ids(inbox)).containsExactly(geral, personal, vendas);
        assertThat(inbox.getInteger("unread")).isEqualTo(3);
        assertThat(inbox.containsKey("next")).isFalse();
        var first = inbox.getJsonArray("notifications").getJsonObject(0);
        assertThat(first.getString("title")).isEqualTo("três");
        assertThat(first.getBoolean("read")).isFalse();
        assertThat(first.getString("timestamp")).isNotBlank();
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnAllOfThatUserAndOnNobodyElses() {
        var service = NODES.onA(erp);
        var phone = NODES.onA(maria);
        var desk = NODES.onB(maria);
        var colleague = NODES.onB(joao);
        var ids = new ArrayList<String>();
        for (var number = 0; number < 5; number++) {
            ids.add(tells(service, "channel", "vendas", "venda " + number));
        }

        assertThat(unreadAfter(phone, "id", ids.get(3))).isEqualTo(4);
        assertThat(desk.awaits("notification:read"))
                .isEqualTo(new JsonObject().put("id", ids.get(3)).put("unread", 4));
        assertThat(unreadAfter(desk, "upTo", ids.get(1))).isEqualTo(2);
        assertThat(phone.events().await("notification:read", 2).getLast())
                .isEqualTo(new JsonObject().put("upTo", ids.get(1)).put("unread", 2));

        assertThat(ids(phone.asks("notification:list", new JsonObject().put("unread", true))))
                .containsExactly(ids.get(4), ids.get(2));
        assertThat(reads(desk.asks("notification:list", new JsonObject())))
                .containsExactly(false, true, false, true, true);
        assertThat(colleague.asks("notification:list", new JsonObject()).getInteger("unread"))
                .isEqualTo(5);
        assertThat(colleague.received("notification:read")).isEmpty();
    }

    @Test
    void readingTwiceChangesNothingAndTellsNobody() {
        var service = NODES.onA(erp);
        var phone = NODES.onA(maria);
        var id = tells(service, "channel", "vendas", "venda");

        assertThat(unreadAfter(phone, "id", id)).isZero();
        assertThat(unreadAfter(phone, "id", id)).isZero();
        assertThat(unreadAfter(phone, "upTo", id)).isZero();
        tells(service, "channel", "vendas", "outra");

        assertThat(phone.events().await("notification", 2)).hasSize(2);
        assertThat(phone.received("notification:read")).hasSize(1);
        assertThat(phone.asks("notification:list", new JsonObject()).getInteger("unread"))
                .isEqualTo(1);
    }

    @Test
    void anInboxIsReadPageByPageAcrossItsTopics() {
        var service = NODES.onA(erp);
        var sent = new ArrayList<String>();
        for (var number = 0; number < 25; number++) {
            sent.add(
                    number % 3 == 0
                            ? tells(service, "to", 2, "pessoal " + number)
                            : tells(service, "channel", number % 3 == 1 ? "geral" : "vendas", "canal " + number));
            service.sendsChat("vendas", "conversa " + number);
        }
        var reader = NODES.onB(maria);

        var read = new ArrayList<String>();
        var query = new JsonObject().put("limit", 10);
        JsonObject page;
        do {
            page = reader.asks("notification:list", query);
            read.addAll(ids(page));
            query.put("before", page.getString("next"));
        } while (page.containsKey("next"));

        assertThat(read).isEqualTo(sent.reversed());
    }

    @Test
    void unreadIsExactWhileChatPassesOverTheNotifications() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        var first = tells(service, "channel", "vendas", "um");
        tells(service, "channel", "vendas", "dois");
        for (var number = 0; number < 120; number++) {
            service.sendsChat("vendas", "conversa " + number);
        }
        tells(service, "channel", "vendas", "três");

        assertThat(unreadAfter(reader, "upTo", first)).isEqualTo(2);
        assertThat(ids(reader.asks("notification:list", new JsonObject().put("unread", true))))
                .hasSize(2);
    }

    @Test
    void whatNobodySentAndWhatIsWrongIsRefused() {
        var reader = NODES.onA(maria);
        var foreign = tells(NODES.onB(erp), "to", 1, "só para joão");

        assertThat(error(reader, "notification:read", new JsonObject())).isEqualTo("invalid_payload");
        assertThat(error(reader, "notification:read", new JsonObject().put("id", "ontem")))
                .isEqualTo("invalid_payload");
        assertThat(error(reader, "notification:read", new JsonObject().put("upTo", 7)))
                .isEqualTo("invalid_payload");
        assertThat(error(
                        reader,
                        "notification:read",
                        new JsonObject().put("id", foreign).put("upTo", foreign)))
                .isEqualTo("invalid_payload");
        assertThat(error(reader, "notification:list", new JsonObject().put("limit", 0)))
                .isEqualTo("invalid_payload");
        assertThat(error(reader, "notification:list", new JsonObject().put("unread", "yes")))
                .isEqualTo("invalid_payload");
        assertThat(error(reader, "notification:list", new JsonObject().put("before", "x")))
                .isEqualTo("invalid_payload");
    }

    @Test
    void anInboxIsItsOwnersAndTheAdministratorsByRest() throws Exception {
        var service = NODES.onA(erp);
        var vendas = tells(service, "channel", "vendas", "venda");
        var personal = tells(service, "to", 2, "pessoal");
        var geral = tells(service, "channel", "geral", "para todos");

        var own = get(maria, "2?limit=2");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(ids(new JsonObject(own.body()))).containsExactly(geral, personal);
        var next = new JsonObject(own.body()).getString("next");
        assertThat(ids(new JsonObject(get(maria, "2?unread=true&before=" + next).body())))
                .containsExactly(vendas);

        assertThat(ids(new JsonObject(get(erp, "2").body()))).containsExactly(geral, personal);
        assertThat(get(TestUser.principal(tenant, "3", "ana.lima"), "2").statusCode())
                .isEqualTo(200);
        assertThat(get(joao, "2").statusCode()).isEqualTo(403);
        assertThat(get(TestUser.of("other", "2", "maria.santos", "vendas"), "2").body())
                .doesNotContain("pessoal");
        assertThat(get(erp, "a%20b").statusCode()).isEqualTo(404);
        assertThat(get(maria, "2?unread=maybe").statusCode()).isEqualTo(400);
        assertThat(get(maria, "2?limit=1000").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> get(TestUser caller, String rest) throws Exception {
        var parts = rest.split("\\?", 2);
        var path = "/api/v1/users/" + parts[0] + "/notifications" + (parts.length > 1 ? "?" + parts[1] : "");
        return http.send(
                HttpRequest.newBuilder(URI.create(NODES.b() + path))
                        .header("Authorization", "Bearer " + caller.token())
                        .build(),
                BodyHandlers.ofString());
    }

    private static String tells(Client service, String field, Object whom, String title) {
        return Client.id(service.asks(
                "notification",
                new JsonObject()
                        .put(field, whom)
                        .put("type", "info")
                        .put("title", title)
                        .put("message", "…")));
    }

    private static int unreadAfter(Client reader, String field, String id) {
        return reader.asks("notification:read", new JsonObject().put(field, id)).getInteger("unread");
    }

    private static String error(Client client, String event, JsonObject payload) {
        return client.isRefused(event, payload).getString("code");
    }

    private static List<String> ids(JsonObject inbox) {
        return objects(inbox).stream().map(Client::id).toList();
    }

    private static List<Boolean> reads(JsonObject inbox) {
        return objects(inbox).stream().map(it -> it.getBoolean("read")).toList();
    }

    private static List<JsonObject> objects(JsonObject inbox) {
        JsonArray notifications = inbox.getJsonArray("notifications");
        return notifications.stream().map(JsonObject.class::cast).toList();
    }
}

package io.arauto.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatChangesTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");
    private final TestUser ana = TestUser.principal(tenant, "3", "ana.lima");
    private final TestUser moderator = TestUser.of(tenant, "5", "moderador", "admin");

    @Test
    void anEditedMessageGoesOutAgainToAllReadersAndHistoryHasItsNewestWords() {
        var author = NODES.onA(joao);
        var reader = NODES.onB(maria);
        var id = author.sendsChat("vendas", "Pedido 7, R$ 1.500");
        author.sendsChat("vendas", "depois");
        var original = reader.awaits("chat:message");

        assertThat(author.asks("chat:edit", change(id).put("text", "Pedido 7, R$ 1.600")))
                .isEqualTo(new JsonObject().put("id", id));

        var edited = reader.events().await("chat:message", 3).getLast();
        assertThat(edited.getString("editedAt")).isGreaterThan(original.getString("timestamp"));
        assertThat(edited)
                .isEqualTo(original.copy()
                        .put("text", "Pedido 7, R$ 1.600")
                        .put("editedAt", edited.getString("editedAt")));
        assertThat(reader.offset()).isNotEqualTo(id);
        assertThat(history(reader)).first().isEqualTo(edited);
    }

    @Test
    void aPageOfOlderMessagesHasEditsThatAreNewerThanThePage() {
        var author = NODES.onA(joao);
        var id = author.sendsChat("vendas", "primeira");
        var before = author.sendsChat("vendas", "segunda");
        author.asks("chat:edit", change(id).put("text", "corrigida"));

        var older = author.asks(
                "chat:history",
                new JsonObject().put("channel", "vendas").put("before", before).put("limit", 1));

        assertThat(older.getJsonArray("messages").getJsonObject(0).getString("text"))
                .isEqualTo("corrigida");
    }

    @Test
    void aDeletedMessageLosesItsWordsForGood() {
        var author = NODES.onA(joao);
        var reader = NODES.onB(maria);
        var id = author.sendsChat("vendas", "segredo");

        author.asks("chat:delete", change(id));
        author.asks("chat:delete", change(id));
        author.sendsChat("vendas", "depois");

        var received = reader.events().await("chat:message", 3);
        assertThat(received.get(1).getString("id")).isEqualTo(id);
        assertThat(received.get(1).getBoolean("deleted")).isTrue();
        assertThat(received.get(1).getString("text")).isEmpty();
        assertThat(received.get(2).getString("text")).isEqualTo("depois");
        assertThat(history(reader)).first().isEqualTo(received.get(1));
        assertThat(author.isRefused("chat:edit", change(id).put("text", "de novo"))
                        .getString("code"))
                .isEqualTo("not_found");
    }

    @Test
    void changesDoNotCountAsUnread() {
        var author = NODES.onA(joao);
        var reader = NODES.onB(maria);
        var first = author.sendsChat("vendas", "um");
        var second = author.sendsChat("vendas", "dois");
        reader.asks("chat:read", change(second));

        author.asks("chat:edit", change(first).put("text", "outro"));
        author.asks("chat:delete", change(second));

        assertThat(unread(reader)).isZero();
        author.sendsChat("vendas", "três");
        reader.events().await("chat:message", 5);
        assertThat(unread(reader)).isEqualTo(1);
    }

    @Test
    void aClientThatWasAwayIsToldOfChangesWhenItResumes() {
        var author = NODES.onA(joao);
        var reader = NODES.onA(maria);
        var id = author.sendsChat("vendas", "errado");
        reader.awaits("chat:message");
        reader.dropsItsConnection();
        author.asks("chat:edit", change(id).put("text", "certo"));

        reader.reconnectsTo(NODES.b());

        assertThat(reader.events().await("chat:message", 2).getLast().getString("text"))
                .isEqualTo("certo");
        assertThat(reader.recovered()).isTrue();
    }

    @Test
    void messagesOfOthersAreChangedByModeratorsOnly() {
        var author = NODES.onA(joao);
        var id = author.sendsChat("vendas", "errado");

        assertThat(code(NODES.onB(maria), change(id).put("text", "x"))).isEqualTo("forbidden");
        assertThat(code(NODES.onB(pedro), change(id).put("text", "x"))).isEqualTo("forbidden");
        NODES.onB(ana).asks("chat:edit", change(id).put("text", "certo"));
        NODES.onB(moderator).asks("chat:delete", change(id));

        assertThat(author.events().await("chat:message", 3))
                .extracting(message -> message.getJsonObject("from").getString("userId"))
                .containsOnly("1");
    }

    @Test
    void aDirectMessageIsChangedForBoth() {
        var author = NODES.onA(joao);
        var receiver = NODES.onB(maria);
        var id = author.asks("chat:send", new JsonObject().put("to", "2").put("text", "oi"))
                .getString("id");

        author.asks(
                "chat:edit",
                new JsonObject().put("channel", "dm:1:2").put("id", id).put("text", "olá"));

        assertThat(receiver.events().await("chat:message", 2).getLast().getString("text"))
                .isEqualTo("olá");
        assertThat(NODES.onA(moderator)
                        .isRefused(
                                "chat:delete",
                                new JsonObject().put("channel", "dm:1:2").put("id", id))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void theSameIdInAnotherTenantIsNothing() {
        var id = NODES.onA(joao).sendsChat("geral", "nosso");
        var stranger = NODES.onB(TestUser.principal(tenant + "x", "3", "ana.lima"));

        var error = stranger.isRefused(
                "chat:delete", new JsonObject().put("channel", "geral").put("id", id));

        assertThat(error.getString("code")).isIn("not_found", "unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"channel\":\"vendas\"}",
                "{\"channel\":\"vendas\",\"id\":7,\"text\":\"x\"}",
                "{\"channel\":\"vendas\",\"id\":\"x\",\"text\":\"x\"}",
                "{\"channel\":\"vendas\",\"id\":\"1-1\",\"text\":\"\"}",
                "{\"channel\":[],\"id\":\"1-1\",\"text\":\"x\"}"
            })
    void garbageIsRefused(String payload) {
        assertThat(code(NODES.onA(joao), new JsonObject(payload))).isEqualTo("invalid_payload");
    }

    private static String code(Client client, JsonObject payload) {
        return client.isRefused("chat:edit", payload).getString("code");
    }

    private static int unread(Client client) {
        return client.asks("channel:list", new JsonObject()).getJsonArray("channels").stream()
                .map(JsonObject.class::cast)
                .filter(summary -> summary.getString("name").equals("vendas"))
                .findFirst()
                .orElseThrow()
                .getInteger("unread");
    }

    /** As many as the hot log has: for one more, Postgres would be asked. */
    private static List<JsonObject> history(Client client) {
        return client
                .asks("chat:history", new JsonObject().put("channel", "vendas").put("limit", 2))
                .getJsonArray("messages")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject change(String id) {
        return new JsonObject().put("channel", "vendas").put("id", id);
    }
}

package io.arauto.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");

    @Test
    void aMessageReachesAllReadersOfItsChannelOnAllNodesAndTheSenderToo() {
        var here = NODES.onA(joao);
        var there = NODES.onB(maria);

        var ok = here.asks("chat:send", message("vendas", "Nova venda confirmada!"));

        var expected = new JsonObject()
                .put("id", ok.getString("id"))
                .put("timestamp", ok.getString("timestamp"))
                .put("channel", "vendas")
                .put(
                        "from",
                        new JsonObject()
                                .put("userId", "1")
                                .put("username", "joao.silva")
                                .put("name", "joao.silva"))
                .put("text", "Nova venda confirmada!");
        assertThat(here.awaits("chat:message")).isEqualTo(expected);
        assertThat(there.awaits("chat:message")).isEqualTo(expected);
        assertThat(there.offset()).isEqualTo(ok.getString("id"));
    }

    @Test
    void whoMayNotReadAChannelCanNotWriteThereAndSeesNothing() {
        var sender = NODES.onA(joao);
        var outsider = NODES.onB(pedro);

        assertThat(outsider.isRefused("chat:send", message("vendas", "oi")).getString("code"))
                .isEqualTo("forbidden");
        sender.sendsChat("vendas", "segredo");
        sender.sendsChat("geral", "para todos");

        assertThat(outsider.awaits("chat:message").getString("text")).isEqualTo("para todos");
        assertThat(outsider.received("chat:message")).hasSize(1);
    }

    @Test
    void chattingNeedsThePermissionToChat() {
        var reader = NODES.onA(TestUser.of(tenant, "9", "leitor", "vendas"));

        assertThat(reader.isRefused("chat:send", message("vendas", "oi")).getString("code"))
                .isEqualTo("forbidden");
        assertThat(reader.isRefused("chat:send", new JsonObject().put("to", "1").put("text", "oi"))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void aDirectMessageReachesBothUsersOnAllTheirDevicesAndNobodyElse() {
        var sender = NODES.onA(joao);
        var desk = NODES.onB(maria);
        var phone = NODES.onA(maria);
        var other = NODES.onB(pedro);

        var ok = sender.asks("chat:send", new JsonObject().put("to", 2).put("text", "só para você"));
        sender.sendsChat("geral", "para todos");

        assertThat(ok.getString("channel")).isEqualTo("dm:1:2");
        assertThat(desk.awaits("chat:message").getString("id")).isEqualTo(ok.getString("id"));
        assertThat(phone.awaits("chat:message").getString("id")).isEqualTo(ok.getString("id"));
        assertThat(other.awaits("chat:message").getString("text")).isEqualTo("para todos");
    }

    @Test
    void aRepeatedMessageIsSentOnceAndAnsweredAlike() {
        var sender = NODES.onA(joao);
        var again = NODES.onB(joao);
        var message = message("vendas", "uma vez").put("clientMsgId", "c1");

        var first = sender.asks("chat:send", message);
        var second = again.asks("chat:send", message);
        sender.sendsChat("vendas", "depois");

        assertThat(second).isEqualTo(first);
        assertThat(again.events().await("chat:message", 2))
                .extracting(event -> event.getString("text"))
                .containsExactly("uma vez", "depois");
    }

    @Test
    void messagesOfOneSenderKeepTheirOrder() {
        var sender = NODES.onA(joao);
        var reader = NODES.onB(maria);

        for (var number = 0; number < 200; number++) {
            sender.emit("chat:send", message("vendas", "mensagem " + number));
        }

        var received = reader.events().await("chat:message", 200);
        for (var number = 0; number < 200; number++) {
            assertThat(received.get(number).getString("text")).isEqualTo("mensagem " + number);
        }
    }

    @Test
    void typingIsSeenByOthersAndNotByTheSessionThatTypes() {
        var writer = NODES.onA(joao);
        var reader = NODES.onB(maria);

        writer.asks("chat:typing", new JsonObject().put("channel", "vendas").put("typing", true));
        writer.sendsChat("vendas", "pronto");

        assertThat(reader.awaits("chat:typing"))
                .isEqualTo(new JsonObject()
                        .put("channel", "vendas")
                        .put("userId", "1")
                        .put("typing", true));
        writer.awaits("chat:message");
        assertThat(writer.received("chat:typing")).isEmpty();
    }

    @Test
    void unreadCountsWhatOthersSaidSinceTheMark() {
        var sender = NODES.onA(joao);
        var reader = NODES.onB(maria);
        sender.sendsChat("vendas", "um");
        var second = sender.sendsChat("vendas", "dois");
        sender.sendsChat("vendas", "três");

        assertThat(unread(reader, "vendas")).isEqualTo(3);
        assertThat(unread(sender, "vendas")).isZero();
        assertThat(reader.asks("chat:read", mark("vendas", second))).isEqualTo(new JsonObject().put("unread", 1));
        assertThat(sender.awaits("chat:read"))
                .isEqualTo(new JsonObject()
                        .put("channel", "vendas")
                        .put("userId", "2")
                        .put("id", second));
        assertThat(unread(reader, "vendas")).isEqualTo(1);
    }

    @Test
    void historyOfTheHotWindowNeedsNoPostgres() {
        var sender = NODES.onA(joao);
        var ids = IntStream.range(0, 10)
                .mapToObj(number -> sender.sendsChat("vendas", "m" + number))
                .toList();

        var page = sender.asks(
                "chat:history", new JsonObject().put("channel", "vendas").put("limit", 4));
        var older = sender.asks(
                "chat:history",
                new JsonObject().put("channel", "vendas").put("limit", 4).put("before", page.getString("next")));

        assertThat(page.getJsonArray("messages"))
                .extracting(message -> ((JsonObject) message).getString("id"))
                .isEqualTo(ids.subList(6, 10));
        assertThat(older.getJsonArray("messages"))
                .extracting(message -> ((JsonObject) message).getString("id"))
                .isEqualTo(ids.subList(2, 6));
    }

    @Test
    void historyThatOnlyPostgresHasIsUnavailableWhileItIsAway() {
        var reader = NODES.onA(joao);

        var error = reader.isRefused("chat:history", new JsonObject().put("channel", "vendas"));

        assertThat(error.getString("code")).isEqualTo("unavailable");
        assertThat(error.getBoolean("retryable")).isTrue();
    }

    @Test
    void theConversationOfOthersIsClosed() {
        var outsider = NODES.onA(pedro);

        assertThat(outsider.isRefused("chat:history", new JsonObject().put("channel", "dm:1:2"))
                        .getString("code"))
                .isEqualTo("forbidden");
        assertThat(outsider.isRefused("chat:send", message("dm:1:2", "oi")).getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void whatIsMeantForAChannelGoesToNobodyElse() {
        var sender = NODES.onA(joao);
        var both = message("vendas", "para quem?").put("to", "2");

        for (var event : new String[] {"chat:send", "chat:typing"}) {
            assertThat(sender.isRefused(event, both).getString("code")).isEqualTo("invalid_payload");
        }
        assertThat(sender.isRefused("chat:history", message("vendas", "").put("with", "2"))
                        .getString("code"))
                .isEqualTo("invalid_payload");
    }

    private static int unread(Client client, String channel) {
        return client.asks("channel:list", new JsonObject()).getJsonArray("channels").stream()
                .map(JsonObject.class::cast)
                .filter(summary -> summary.getString("name").equals(channel))
                .findFirst()
                .orElseThrow()
                .getInteger("unread");
    }

    private static JsonObject message(String channel, String text) {
        return new JsonObject().put("channel", channel).put("text", text);
    }

    private static JsonObject mark(String channel, String id) {
        return new JsonObject().put("channel", channel).put("id", id);
    }
}

package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AcrossNodesIT {

    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro", "estoque", "chat");

    @Test
    void aMessageReachesThoseOnTheOtherNodeAndNobodyWithoutThePermission() {
        var sender = CLUSTER.stockClient(CLUSTER.nodeA(), joao);
        var receiver = CLUSTER.stockClient(CLUSTER.nodeB(), maria);
        var outsider = CLUSTER.stockClient(CLUSTER.nodeB(), pedro);

        var id = sender.sendsChat("vendas", "Nova venda");
        var seenByAll = sender.sendsChat("geral", "Bom dia");

        assertThat(receiver.awaits("chat:message").getString("id")).isEqualTo(id);
        outsider.events().await("chat:message", message -> seenByAll.equals(message.getString("id")));
        assertThat(outsider.received("chat:message")).extracting(Client::id).containsExactly(seenByAll);
        for (var event : List.of("channel:join", "chat:history")) {
            assertThat(outsider.isRefused(event, channel("vendas")).getString("code"))
                    .isEqualTo("forbidden");
        }
        assertThat(outsider.isRefused("chat:send", channel("vendas").put("text", "x"))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void aMessageSentWhileTheReceiverIsAwayArrivesOnceWhenItComesBackToTheOtherNode() {
        var receiver = CLUSTER.client(CLUSTER.nodeA(), maria);
        var sender = CLUSTER.client(CLUSTER.nodeA(), joao);
        var ids = new ArrayList<String>();
        ids.add(sender.sendsChat("vendas", "before"));
        receiver.awaits("chat:message");

        receiver.dropsItsConnection();
        for (var i = 0; i < 20; i++) {
            ids.add(sender.sendsChat(i % 2 == 0 ? "vendas" : "geral", "away " + i));
        }
        receiver.reconnectsTo(CLUSTER.nodeB().url());
        ids.add(sender.sendsChat("vendas", "after"));

        receiver.events().await("chat:message", ids.size());
        assertThat(receiver.recovered()).isTrue();
        assertThat(receiver.received("chat:message")).extracting(Client::id).containsExactlyElementsOf(ids);
    }

    @Test
    void whoseNodeIsKilledGoesOnAtTheOtherWithNothingMissed() {
        var receiver = CLUSTER.client(CLUSTER.nodeA(), maria);
        var sender = CLUSTER.client(CLUSTER.nodeB(), joao);
        var first = sender.sendsChat("vendas", "before");
        receiver.awaits("chat:message");

        CLUSTER.nodeA().kills();
        var second = sender.sendsChat("vendas", "while it is dead");
        receiver.reconnectsTo(CLUSTER.nodeB().url());

        receiver.events().await("chat:message", 2);
        assertThat(receiver.recovered()).isTrue();
        assertThat(receiver.received("chat:message")).extracting(Client::id).containsExactly(first, second);
        CLUSTER.nodeA().starts();
    }

    @Test
    void historyOutlivesTheGateways() throws Exception {
        var sender = CLUSTER.client(CLUSTER.nodeA(), joao);
        var sent = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            sent.add(sender.sendsChat("geral", "m" + i));
        }
        Eventually.holds(() -> assertThat(CLUSTER.storedMessages(tenant)).containsExactlyElementsOf(sent));

        assertThat(CLUSTER.nodeA().terminates()).isZero();
        CLUSTER.nodeA().starts();

        assertThat(history(CLUSTER.client(CLUSTER.nodeA(), maria))).containsExactlyElementsOf(sent);
    }

    /** All pages of the channel {@code geral}, oldest first. */
    private static List<String> history(Client reader) {
        var ids = new ArrayList<String>();
        var query = channel("geral").put("limit", 7);
        while (true) {
            var page = reader.asks("chat:history", query);
            ids.addAll(
                    0,
                    page.getJsonArray("messages").stream()
                            .map(message -> Client.id((JsonObject) message))
                            .toList());
            if (page.getString("next") == null) {
                return ids;
            }
            query = query.copy().put("before", page.getString("next"));
        }
    }

    private static JsonObject channel(String name) {
        return new JsonObject().put("channel", name);
    }
}

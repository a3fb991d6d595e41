package io.arauto.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RawClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResumeTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_LOG_LENGTH", "100"));

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void aMessageSentWhileTheReceiverIsAwayArrivesOnceWhenItComesBackToAnotherNode() {
        var reader = NODES.onA(maria);
        var sender = NODES.onB(joao);
        reader.dropsItsConnection();
        var id = sender.sendsChat("vendas", "Nova venda");

        reader.reconnectsTo(NODES.b());

        assertThat(reader.awaits("chat:message").getString("id")).isEqualTo(id);
        assertThat(reader.recovered()).isTrue();
        sender.sendsChat("vendas", "depois");
        assertThat(reader.events().await("chat:message", 2)).hasSize(2);
    }

    @Test
    void everythingMissedComesInOrderWhateverTopicItWasOn() {
        var reader = NODES.onA(maria);
        var sender = NODES.onB(joao);
        reader.asks("data-sync:subscribe", new JsonObject().put("module", "clientes"));
        var ids = new ArrayList<String>();
        ids.add(sender.sendsChat("vendas", "antes"));
        reader.awaits("chat:message");
        reader.dropsItsConnection();
        for (var round = 0; round < 5; round++) {
            ids.add(sender.sendsChat("vendas", "canal"));
            ids.add(sender.asks("chat:send", new JsonObject().put("to", "2").put("text", "direta"))
                    .getString("id"));
            ids.add(sender.asks("data-sync", change()).getString("id"));
            ids.add(sender.asks("notification", notification()).getString("id"));
        }

        reader.reconnectsTo(NODES.b());

        Eventually.holds(() -> assertThat(reader.events().all().stream()
                        .filter(event -> event.offset() != null && !event.name().equals("session"))
                        .map(event -> event.payload().getString("id")))
                .containsExactlyElementsOf(ids));
    }

    @Test
    void aClientThatNeverGotAnEventResumesToo() {
        var reader = NODES.onA(maria);
        reader.dropsItsConnection();
        var id = NODES.onB(joao).sendsChat("vendas", "primeira");

        reader.reconnectsTo(NODES.b());

        assertThat(reader.recovered()).isTrue();
        assertThat(reader.awaits("chat:message").getString("id")).isEqualTo(id);
    }

    @Test
    void resumingAgainAndAgainDoublesNothing() {
        var reader = NODES.onA(maria);
        var sender = NODES.onB(joao);
        for (var round = 0; round < 6; round++) {
            reader.dropsItsConnection();
            sender.sendsChat("vendas", "rodada " + round);
            reader.reconnectsTo(round % 2 == 0 ? NODES.b() : NODES.a());
            assertThat(reader.recovered()).isTrue();
        }

        assertThat(reader.events().await("chat:message", 6))
                .extracting(event -> event.getString("text"))
                .containsExactly("rodada 0", "rodada 1", "rodada 2", "rodada 3", "rodada 4", "rodada 5");
    }

    @Test
    void whatCanNotBeToldCompletelyIsNotCalledRecovered() {
        var reader = NODES.onA(maria);
        var sender = NODES.onB(joao);
        sender.sendsChat("vendas", "antes");
        reader.awaits("chat:message");
        reader.dropsItsConnection();
        for (var number = 0; number < 500; number++) {
            sender.emit("chat:send", new JsonObject().put("channel", "vendas").put("text", "m" + number));
        }
        sender.events().await("chat:message", 501);

        reader.reconnectsTo(NODES.b());

        assertThat(reader.recovered()).isFalse();
        assertThat(reader.events().named("session").getLast().getString("reason"))
                .isEqualTo("history_unavailable");
        assertThat(reader.received("chat:message")).hasSize(1);
    }

    @Test
    void aSessionOfSomeoneElseIsUnknown() {
        var victim = NODES.onA(maria);
        var session = victim.awaits("session").getString("sessionId");

        try (var thief = RawClient.open(NODES.b())) {
            thief.sends("40"
                    + new JsonObject()
                            .put("token", joao.token())
                            .put("pid", session)
                            .put("offset", "0-0")
                            .encode());

            assertThat(thief.awaits("40")).doesNotContain(session);
            assertThat(thief.awaits("42[\"session\"")).contains("\"reason\":\"session_unknown\"");
        }
    }

    @Test
    void garbageInPlaceOfASessionOrOffsetIsANewSession() {
        for (var auth : new JsonObject[] {
            new JsonObject().put("pid", "a:b{c}").put("offset", "1-1"),
            new JsonObject().put("pid", 7).put("offset", new JsonObject()),
            new JsonObject().put("pid", "x".repeat(10_000)).put("offset", "1-1"),
            new JsonObject().put("pid", "abc").put("offset", "not an id")
        }) {
            try (var client = RawClient.open(NODES.a())) {
                client.sends("40" + auth.put("token", joao.token()).encode());
                assertThat(client.awaits("42[\"session\"")).contains("\"recovered\":false");
            }
        }
    }

    @Test
    void anOldConnectionOfAResumedSessionIsClosed() {
        var first = NODES.onA(maria);
        var session = first.awaits("session").getString("sessionId");

        try (var second = RawClient.open(NODES.b())) {
            second.sends("40"
                    + new JsonObject()
                            .put("token", maria.token())
                            .put("pid", session)
                            .put("offset", first.offset())
                            .encode());

            assertThat(second.awaits("40")).contains(session);
            assertThat(first.events().await("session", 2)).hasSizeGreaterThan(1);
        }
    }

    private static JsonObject change() {
        return new JsonObject()
                .put("module", "clientes")
                .put("action", "update")
                .put("record", 42)
                .put("data", new JsonObject().put("nome", "ABC"));
    }

    private static JsonObject notification() {
        return new JsonObject()
                .put("channel", "vendas")
                .put("type", "success")
                .put("title", "Venda")
                .put("message", "Nova venda");
    }
}

package io.arauto.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void whoLeftAChannelHearsNothingOfItUntilItJoinsAgainEvenAcrossAResume() {
        var reader = NODES.onA(maria);
        var sender = NODES.onB(joao);
        reader.asks("channel:leave", channel("vendas"));
        sender.sendsChat("vendas", "não ouvida");
        reader.dropsItsConnection();
        sender.sendsChat("vendas", "também não");
        reader.reconnectsTo(NODES.b());
        var last = sender.sendsChat("vendas", "nem esta");
        sender.events().await("chat:message", 3); // now its node has nothing of before on the way any more

        var joined = reader.asks("channel:join", channel("vendas"));
        sender.sendsChat("vendas", "ouvida");

        assertThat(reader.recovered()).isTrue();
        assertThat(joined).isEqualTo(channel("vendas").put("lastId", last));
        assertThat(reader.awaits("chat:message").getString("text")).isEqualTo("ouvida");
    }

    @Test
    void joiningNeedsThePermissionAndAChannel() {
        var client = NODES.onA(joao);

        assertThat(client.isRefused("channel:join", channel("financeiro")).getString("code"))
                .isEqualTo("forbidden");
        assertThat(client.isRefused("channel:join", channel("nenhum")).getString("code"))
                .isEqualTo("not_found");
        assertThat(client.isRefused("channel:join", channel("{vendas}:*")).getString("code"))
                .isEqualTo("not_found");
        assertThat(client.isRefused("channel:join", new JsonObject()).getString("code"))
                .isEqualTo("invalid_payload");
    }

    private static JsonObject channel(String name) {
        return new JsonObject().put("channel", name);
    }
}

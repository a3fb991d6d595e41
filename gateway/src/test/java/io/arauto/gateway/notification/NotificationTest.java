package io.arauto.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotificationTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void aNotificationReachesItsChannelWithEverythingItSays() {
        var sender = NODES.onA(joao);
        var receiver = NODES.onB(maria);
        var data = new JsonObject()
                .put("total", 1250.5)
                .put("itens", new JsonArray().add(1).add(2));

        var ok = sender.asks(
                "notification",
                sale().put("module", "vendas")
                        .put("action", "/vendas/42")
                        .put("urgent", true)
                        .put("data", data));

        var received = receiver.awaits("notification");
        assertThat(received.getString("id")).isEqualTo(ok.getString("id"));
        assertThat(received.getString("channel")).isEqualTo("vendas");
        assertThat(received.getString("type")).isEqualTo("success");
        assertThat(received.getString("title")).isEqualTo("Venda Realizada");
        assertThat(received.getString("action")).isEqualTo("/vendas/42");
        assertThat(received.getBoolean("urgent")).isTrue();
        assertThat(received.getJsonObject("data")).isEqualTo(data);
        assertThat(received.getJsonObject("user").getString("username")).isEqualTo("joao.silva");
    }

    @Test
    void aNotificationToAUserReachesThatUserAlone() {
        var sender = NODES.onA(joao);
        var receiver = NODES.onB(maria);
        var personal = sale();
        personal.remove("channel");

        sender.asks("notification", personal.put("to", 2));
        sender.asks("notification", sale().put("title", "para todos"));

        assertThat(receiver.awaits("notification").containsKey("channel")).isFalse();
        assertThat(sender.awaits("notification").getString("title")).isEqualTo("para todos");
    }

    @Test
    void aServiceWritesWhereNobodyElseMay() {
        var service = NODES.onA(TestUser.service(tenant));
        var administrator = NODES.onB(TestUser.of(tenant, "3", "ana.lima", "admin"));

        service.asks("notification", sale().put("channel", "sistema"));

        assertThat(administrator.awaits("notification").getString("channel")).isEqualTo("sistema");
        assertThat(administrator
                        .isRefused("notification", sale().put("channel", "sistema"))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void aRepeatedNotificationIsSentOnce() {
        var sender = NODES.onA(joao);
        var once = sale().put("clientMsgId", "n1");

        assertThat(sender.asks("notification", once)).isEqualTo(sender.asks("notification", once));
        sender.asks("notification", sale().put("title", "outra"));

        assertThat(sender.events().await("notification", 2))
                .extracting(event -> event.getString("title"))
                .containsExactly("Venda Realizada", "outra");
    }

    @Test
    void whatIsWrongIsNamed() {
        var sender = NODES.onA(joao);

        Map.<String, Object>of(
                        "type",
                        "fatal",
                        "title",
                        "",
                        "message",
                        7,
                        "module",
                        "A B",
                        "urgent",
                        "yes",
                        "action",
                        "x".repeat(2_000))
                .forEach((field, wrong) -> {
                    var error = sender.isRefused("notification", sale().put(field, wrong));
                    assertThat(error.getString("code")).isEqualTo("invalid_payload");
                    assertThat(error.getJsonObject("details").getString("field"))
                            .isEqualTo(field);
                });
        assertThat(sender.isRefused("notification", sale().put("channel", "nenhum"))
                        .getString("code"))
                .isEqualTo("not_found");
    }

    private static JsonObject sale() {
        return new JsonObject()
                .put("channel", "vendas")
                .put("type", "success")
                .put("title", "Venda Realizada")
                .put("message", "Nova venda de R$ 1.250,00 para Cliente ABC");
    }
}

package io.arauto.gateway.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BurstTest {
    @RegisterExtension
    static final TwoNodes NODES =
            new TwoNodes(Map.of("ARAUTO_NOTIFICATION_WINDOW", "2s", "ARAUTO_NOTIFICATIONS_PER_MINUTE", "20"));

    private final String tenant = "t" + System.nanoTime();
    private final TestUser erp = TestUser.service(tenant);
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void repeatsWithinTheWindowAreToldAsOne() {
        var service = NODES.onA(erp);
        var phone = NODES.onA(maria);
        var desk = NODES.onB(maria);
        var last = "";
        for (var number = 0; number < 13; number++) {
            last = tells(service, sale("vendas").put("groupKey", "venda").put("groupTitle", "{count} novas vendas"));
        }
        var other = tells(service, sale("vendas").put("groupKey", "meta"));

        for (var device : new Client[] {phone, desk}) {
            var told = device.events().await("notification", 3);
            assertThat(told).hasSize(3);
            assertThat(told.get(0).getString("title")).isEqualTo("Nova venda");
            assertThat(Client.id(told.get(1))).isEqualTo(other);
            assertThat(told.get(2).getString("title")).isEqualTo("12 novas vendas");
            assertThat(told.get(2).getInteger("count")).isEqualTo(12);
            assertThat(Client.id(told.get(2))).isEqualTo(last);
        }
        assertThat(desk.asks("notification:list", new JsonObject()).getInteger("unread"))
                .isEqualTo(14);
    }

    @Test
    void whatIsUrgentIsNeverGatheredOrBounded() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);

        for (var number = 0; number < 50; number++) {
            tells(service, sale("vendas").put("groupKey", "venda").put("urgent", true));
        }

        assertThat(reader.events().await("notification", 50)).hasSize(50);
    }

    @Test
    void ofOneModuleNoMoreAreToldThanTheCeilingAndTheInboxHasAll() {
        var service = NODES.onA(erp);
        var reader = NODES.onB(maria);
        for (var number = 0; number < 100; number++) {
            tells(service, sale("estoque"));
        }
        var crm = tells(service, sale("crm"));

        reader.events().await("notification", payload -> Client.id(payload).equals(crm));

        // A minute may end in between.
        assertThat(reader.received("notification")).hasSizeBetween(21, 41);
        assertThat(reader.asks("notification:list", new JsonObject()).getInteger("unread"))
                .isEqualTo(101);
    }

    @Test
    void aKeyIsShortAndPlain() {
        var service = NODES.onA(erp);

        assertThat(service.isRefused("notification", sale("vendas").put("groupKey", "a b"))
                        .getString("code"))
                .isEqualTo("invalid_payload");
        assertThat(service.isRefused("notification", sale("vendas").put("groupTitle", 7))
                        .getString("code"))
                .isEqualTo("invalid_payload");
    }

    private static String tells(Client service, JsonObject notification) {
        return Client.id(service.asks("notification", notification));
    }

    private static JsonObject sale(String module) {
        return new JsonObject()
                .put("channel", "vendas")
                .put("module", module)
                .put("type", "success")
                .put("title", "Nova venda")
                .put("message", "R$ 1.250,00");
    }
}

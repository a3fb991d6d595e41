package io.arauto.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.EventId;
import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowConsumerTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_SEND_QUEUE", "100000000"));

    /** More than the buffers of sockets and network take. */
    private static final int FLOOD = 400;

    private static final JsonObject MODULE = new JsonObject().put("module", "clientes");

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void whoReadsSlowlyIsToldTheNewestOfEachRecordInOrder() {
        var writer = NODES.onA(joao);
        var grid = NODES.onB(maria);
        grid.asks("data-sync:subscribe", MODULE);
        grid.link().stall();

        for (var version = 0; version < FLOOD; version++) {
            writer.asks("data-sync", big(version % 2, version));
        }
        writer.sendsChat("vendas", "depois");
        grid.link().flow();

        grid.events().await("chat:message", message -> "depois".equals(message.getString("text")));
        var told = grid.received("data-sync");
        assertThat(told).hasSizeLessThan(FLOOD);
        assertThat(told.subList(told.size() - 2, told.size()))
                .extracting(change -> change.getInteger("version"))
                .containsExactly(FLOOD - 2, FLOOD - 1);
        assertThat(told).extracting(change -> EventId.parse(Client.id(change))).isSorted();
        assertThat(grid.events().all().getLast().name()).isEqualTo("chat:message");
        assertThat(grid.received("session")).hasSize(1);
    }

    @Test
    void whoIsCutOffWhileBehindIsToldTheRestAtTheResume() {
        var writer = NODES.onA(joao);
        var grid = NODES.onB(maria);
        grid.asks("data-sync:subscribe", MODULE);
        grid.link().stall();
        for (var version = 0; version < FLOOD; version++) {
            writer.asks("data-sync", big(version % 2, version));
        }

        grid.dropsItsConnection();
        grid.link().flow();
        grid.reconnectsTo(NODES.a());

        assertThat(grid.recovered()).isTrue();
        grid.events().await("data-sync", change -> change.getInteger("version") == FLOOD - 1);
        assertThat(grid.received("data-sync"))
                .extracting(change -> change.getInteger("version"))
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(FLOOD - 2, FLOOD - 1);
    }

    private static JsonObject big(int record, int version) {
        return MODULE.copy()
                .put("action", "update")
                .put("record", record)
                .put("version", version)
                .put("data", "x".repeat(50_000));
    }
}

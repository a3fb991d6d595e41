package io.arauto.gateway.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdleHolderTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_LOCK_IDLE", "3s"));

    private final String tenant = "t" + System.nanoTime();
    private final JsonObject cliente = new JsonObject().put("resource", "cliente:42");

    @Test
    void aHolderThatDoesNothingIsWarnedAndThenLosesItsLockToTheNextOne() {
        var editor = NODES.onA(TestUser.of(tenant, "2", "maria.santos", "vendas", "chat"));
        var waiter = NODES.onB(TestUser.of(tenant, "1", "joao.silva", "vendas", "chat"));
        var held = editor.asks("lock:acquire", cliente);
        waiter.isRefused("lock:acquire", cliente.copy().put("wait", true));

        editor.awaits("lock:idle");
        editor.asks("presence:active", new JsonObject());
        var warned = editor.events().await("lock:idle", 2).getLast();

        assertThat(warned.getString("fence")).isEqualTo(held.getString("fence"));
        assertThat(warned.getString("releaseAt")).endsWith("Z");
        var lost = editor.awaits("lock:lost");
        assertThat(lost.getString("reason")).isEqualTo("idle");
        assertThat(lost.getString("fence")).isEqualTo(held.getString("fence"));
        assertThat(waiter.awaits("lock:granted").getString("resource")).isEqualTo("cliente:42");
        assertThat(editor.received("lock:lost")).hasSize(1);
    }
}

package io.arauto.gateway.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockRoutesTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser erp = TestUser.service(tenant);
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void aBackEndListsLocksByResourceAndByPrefixInPages() throws Exception {
        var editor = NODES.onA(maria);
        for (var name : new String[] {"cliente:1", "cliente:2", "pedido:7"}) {
            editor.asks("lock:acquire", new JsonObject().put("resource", name));
        }

        assertThat(names(send(erp, "GET", "/locks", ""))).isEqualTo("[cliente:1, cliente:2, pedido:7]");
        assertThat(names(send(erp, "GET", "/locks?prefix=cliente:", ""))).isEqualTo("[cliente:1, cliente:2]");
        assertThat(names(send(maria, "GET", "/locks?resource=pedido:7", ""))).isEqualTo("[pedido:7]");
        var page = send(erp, "GET", "/locks?limit=2", "");
        assertThat(names(page)).isEqualTo("[cliente:1, cliente:2]");
        assertThat(names(send(erp, "GET", "/locks?limit=2&after=" + json(page).getString("next"), "")))
                .isEqualTo("[pedido:7]");
        assertThat(send(erp, "GET", "/locks?prefix=*", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aStaleFenceIsRefused() throws Exception {
        var editor = NODES.onA(maria);
        var held = editor.asks("lock:acquire", new JsonObject().put("resource", "cliente:42"));
        var fence = new JsonObject().put("fence", held.getString("fence")).encode();

        var present = send(erp, "POST", "/locks/cliente:42/verify", fence);
        editor.asks("lock:release", held.copy());
        var stale = send(erp, "POST", "/locks/cliente:42/verify", fence);

        assertThat(present.statusCode()).isEqualTo(200);
        assertThat(json(present).getBoolean("valid")).isTrue();
        assertThat(json(present).getJsonObject("holder").getString("userId")).isEqualTo("2");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(json(stale).getString("code")).isEqualTo("conflict");
        assertThat(send(erp, "POST", "/locks/cliente:42/verify", "{}").statusCode())
                .isEqualTo(400);
        assertThat(send(erp, "POST", "/locks/Cliente%2042/verify", fence).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aBackEndTakesALockFromItsHolderAndTheWaiterGetsIt() throws Exception {
        var editor = NODES.onA(maria);
        var waiter = NODES.onB(maria);
        var resource = new JsonObject().put("resource", "cliente:42");
        editor.asks("lock:acquire", resource);
        waiter.isRefused("lock:acquire", resource.copy().put("wait", true));

        assertThat(send(maria, "DELETE", "/locks/cliente:42", "").statusCode()).isEqualTo(403);
        assertThat(send(erp, "DELETE", "/locks/cliente:42?reason=fechamento", "")
                        .statusCode())
                .isEqualTo(200);

        assertThat(editor.awaits("lock:lost").getString("message")).isEqualTo("fechamento");
        assertThat(waiter.awaits("lock:granted").getString("resource")).isEqualTo("cliente:42");
        assertThat(send(erp, "DELETE", "/locks/cliente:43", "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(TestUser user, String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(NODES.b() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + user.token())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    private static String names(HttpResponse<String> answer) {
        return json(answer).getJsonArray("locks").stream()
                .map(lock -> ((JsonObject) lock).getString("resource"))
                .toList()
                .toString();
    }
}

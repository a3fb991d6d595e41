package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTest {
    @RegisterExtension
    static final Installation INSTALLATION = new Installation(Map.of("ARAUTO_TRUSTED_PROXIES", "127.0.0.0/8"));

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser admin = TestUser.of(tenant, "5", "administrador", "admin", "chat");

    @Test
    void whateverHappensIsFoundByKindUserAndTimeAndByAdministratorsAlone() {
        INSTALLATION.worker();
        var a = INSTALLATION.gateway();
        var b = INSTALLATION.gateway();
        var rest = new RestClient(b, admin.token());
        var begun = Instant.now().minusSeconds(5).toString();

        var client = INSTALLATION.client(a, joao);
        var id = client.sendsChat("geral", "não está na auditoria");
        client.isRefused("chat:send", new JsonObject().put("channel", "estoque").put("text", "x"));
        client.isRefused("chat:send", new JsonObject().put("channel", "estoque").put("text", "y"));
        client.asks("lock:acquire", new JsonObject().put("resource", "cliente:42"));
        INSTALLATION
                .client(b, admin)
                .asks(
                        "lock:force",
                        new JsonObject().put("resource", "cliente:42").put("reason", "fechamento"));
        new RestClient(a, joao.token()).get("/settings");
        rest.put("/users/1/access", new JsonObject().put("socket", false));
        client.awaits("session:ended");
        assertThat(catchThrowable(() -> RecoveringClient.connect(b, joao.token())))
                .isNotNull();

        Eventually.holds(() -> assertThat(kinds(rest, "?user=1&limit=100"))
                .contains("connected", "message", "refused", "disconnected"));
        assertThat(records(rest, "?kind=message")).singleElement().satisfies(record -> {
            assertThat(record.getString("event")).isEqualTo(id);
            assertThat(record.getString("channel")).isEqualTo("geral");
            assertThat(record.encode()).doesNotContain("não está");
        });
        Eventually.holds(() -> assertThat(records(rest, "?kind=refused&user=1"))
                .extracting(record -> record.getString("what") + ' ' + record.getString("code"))
                .contains("chat:send forbidden", "GET /settings forbidden", "connect access_denied"));
        Eventually.holds(() -> assertThat(records(rest, "?kind=disconnected&user=1"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getString("reason")).isEqualTo("server_disconnect");
                    assertThat(record.getString("address")).isEqualTo("127.0.0.1");
                    assertThat(record.getLong("durationMs")).isNotNegative();
                }));
        Eventually.holds(() -> assertThat(records(rest, "?kind=lock_forced&from=" + begun))
                .singleElement()
                .satisfies(record -> assertThat(record.getJsonObject("from").getString("userId"))
                        .isEqualTo("1")));
        Eventually.holds(() -> assertThat(records(rest, "?kind=administration&user=5"))
                .singleElement()
                .satisfies(record -> assertThat(record.getJsonObject("body").getBoolean("socket"))
                        .isFalse()));

        assertThat(records(rest, "?to=" + begun)).isEmpty();
        assertThat(pages(rest)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(8);
        assertThat(new RestClient(a, joao.token()).get("/audit").status()).isEqualTo(403);
        assertThat(records(new RestClient(a, TestUser.service(tenant + "x").token()), ""))
                .isEmpty();
    }

    @Test
    void manyWhoComeAtOnceAreAllWrittenDown() {
        INSTALLATION.worker();
        var a = INSTALLATION.gateway();

        for (var user = 100; user < 150; user++) {
            INSTALLATION.client(a, TestUser.of(tenant, String.valueOf(user), "user" + user, "chat"));
        }

        Eventually.holds(() -> assertThat(records(new RestClient(a, admin.token()), "?kind=connected&limit=100"))
                .extracting(record -> record.getJsonObject("user").getString("userId"))
                .doesNotHaveDuplicates()
                .hasSize(50));
    }

    @Test
    void aTrustedProxyTellsForWhomItSpeaks() throws Exception {
        INSTALLATION.worker();
        var gateway = INSTALLATION.gateway();
        var http = HttpClient.newHttpClient();
        var behindProxy = "203.0.113.66, 198.51.100.4";

        http.send(
                HttpRequest.newBuilder(URI.create(gateway + "/api/v1/users/1/access"))
                        .header("Authorization", "Bearer " + admin.token())
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", behindProxy)
                        .PUT(BodyPublishers.ofString("{\"chat\":false}"))
                        .build(),
                BodyHandlers.discarding());
        var socket = http.newWebSocketBuilder()
                .header("X-Forwarded-For", behindProxy)
                .buildAsync(
                        URI.create(gateway.replaceFirst("http", "ws") + "/socket.io/?EIO=4&transport=websocket"),
                        new WebSocket.Listener() {})
                .join();
        socket.sendText("40" + new JsonObject().put("token", joao.token()).encode(), true)
                .join();

        var rest = new RestClient(gateway, admin.token());
        for (var kind : List.of("administration", "connected")) {
            Eventually.holds(() -> assertThat(records(rest, "?kind=" + kind))
                    .extracting(record -> record.getString("address"))
                    .containsExactly("198.51.100.4"));
        }
        socket.abort();
    }

    @Test
    void nothingIsLostWhilePostgresIsNotThereYet() {
        var a = INSTALLATION.gateway();
        INSTALLATION.client(a, joao).sendsChat("geral", "antes do worker");

        INSTALLATION.worker();

        var rest = new RestClient(a, admin.token());
        Eventually.holds(() -> assertThat(kinds(rest, "")).contains("connected", "message"));
    }

    @Test
    void whatHappensWhilePostgresIsAwayIsWrittenDownAfterwards() {
        INSTALLATION.worker();
        var a = INSTALLATION.gateway();
        var rest = new RestClient(a, admin.token());
        INSTALLATION.client(a, joao).sendsChat("geral", "antes");
        Eventually.holds(() -> assertThat(kinds(rest, "?user=1")).contains("connected", "message"));

        INSTALLATION.whilePostgresHangs(() -> {
            var pedro = INSTALLATION.client(a, TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat"));
            pedro.sendsChat("geral", "enquanto isso");
            pedro.isRefused(
                    "chat:send", new JsonObject().put("channel", "vendas").put("text", "x"));
            rest.put("/users/4/access", new JsonObject().put("chat", false));
            pedro.close();
            INSTALLATION.client(a, joao).sendsChat("geral", "fim");
        });

        Eventually.holds(() -> assertThat(kinds(rest, "?user=4&limit=100"))
                .containsExactlyInAnyOrder("connected", "message", "refused", "disconnected"));
        assertThat(kinds(rest, "?user=5")).contains("administration");
    }

    @Test
    void garbageIsRefused() {
        var rest = new RestClient(INSTALLATION.gateway(), admin.token());
        for (var query : List.of(
                "from=ontem", "to=%2B999999999-12-31T00:00:00Z", "kind=tudo", "user=%7B", "before=x", "limit=0")) {
            assertThat(rest.get("/audit?" + query).status()).as(query).isEqualTo(400);
        }
    }

    private static List<JsonObject> records(RestClient rest, String query) {
        return list(rest.get("/audit" + query).body().getJsonArray("records"));
    }

    private static List<String> kinds(RestClient rest, String query) {
        return records(rest, query).stream()
                .map(record -> record.getString("kind"))
                .toList();
    }

    private static List<String> pages(RestClient rest) {
        var ids = new ArrayList<String>();
        var query = "?limit=3";
        while (true) {
            var page = rest.get("/audit" + query).body();
            list(page.getJsonArray("records")).forEach(record -> ids.add(record.getString("id")));
            if (!page.containsKey("next")) {
                return ids;
            }
            query = "?limit=3&before=" + page.getString("next");
        }
    }

    private static List<JsonObject> list(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}

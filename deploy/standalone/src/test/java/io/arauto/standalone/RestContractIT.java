package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every route that {@code openapi.yaml} describes, called from outside over two nodes: every answer it documents, but those that need overload or
 * a fault, is provoked and checked to the last field; and an administrator of another tenant, with the same names, gets and changes nothing.
 */
class RestContractIT {
    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    /** Overload and faults have tests of their own, and two changes at once are made to follow each other. */
    private static final Set<String> NOT_PROVOKED = Set.of("429", "503");

    private static final Set<String> CONFLICTS = Set.of("PUT /channels/{name}", "POST /locks/{resource}/verify");
    private static final String SECRET = "segredo-da-outra-empresa";
    private static final String PREFIX = "/api/v1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");
    private final TestUser admin = TestUser.of(tenant, "5", "administrador", "admin");
    private final TestUser erp = TestUser.service(tenant);
    private final Set<String> seen = new TreeSet<>();
    private Description description;
    private boolean onA;

    @BeforeEach
    void readDescription() throws Exception {
        description = Description.at(CLUSTER.nodeB().url() + "/openapi.yaml");
    }

    @Test
    void everyAnswerThatIsDocumentedIsGiven() throws Exception {
        publishes();
        administersChannels();
        readsHistory();
        seesPresenceAndLocks();
        seesToUsers();
        seesToTheTenant();
        isRefusedWithoutTokenOrWithGarbage();

        assertThat(seen).containsExactlyElementsOf(documented());
    }

    private void publishes() throws Exception {
        var notification = notification("vendas");
        var id = call(202, erp, "POST /notifications", notification).getString("id");
        assertThat(id).isNotNull();
        call(403, pedro, "POST /notifications", notification);
        call(404, joao, "POST /notifications", notification("nenhum"));
        call(202, erp, "POST /data-sync", change("clientes"));
        call(403, pedro, "POST /data-sync", change("vendas"));
        call(202, joao, "POST /messages", message("vendas", "Bom dia"));
        call(403, pedro, "POST /messages", message("vendas", "x"));
        call(404, joao, "POST /messages", message("nenhum", "x"));
        var batch = new JsonArray().add(event("notification", notification)).add(event("nothing", new JsonObject()));
        var results = call(200, erp, "POST /events/batch", of("events", batch)).getJsonArray("results");
        assertThat(results).hasSize(2);
    }

    private void administersChannels() throws Exception {
        var channel = of("title", "Promoção").put("permissions", new JsonArray().add("vendas"));
        call(201, admin, "PUT /channels/promo", channel);
        assertThat(call(200, joao, "GET /channels/promo").getString("title")).isEqualTo("Promoção");
        call(200, erp, "PUT /channels/promo", channel);
        call(409, erp, "PUT /channels/promo", of("title", "x").put("members", new JsonArray().add(1)));
        call(400, erp, "PUT /channels/PROMO", channel);
        call(403, joao, "PUT /channels/promo", channel);
        call(403, pedro, "GET /channels/promo");
        call(404, erp, "GET /channels/nenhum");
        call(403, joao, "DELETE /channels/promo");
        call(204, admin, "DELETE /channels/promo");
        call(404, admin, "DELETE /channels/promo");
        call(200, joao, "GET /channels");
    }

    private void readsHistory() throws Exception {
        var page = call(200, joao, "GET /channels/vendas/messages?limit=1");
        assertThat(page.getJsonArray("messages").getJsonObject(0).getString("text"))
                .isEqualTo("Bom dia");
        Eventually.isTrue(
                "what was said is found",
                () -> !call(200, joao, "GET /channels/vendas/messages?q=bom")
                        .getJsonArray("messages")
                        .isEmpty());
        call(400, joao, "GET /channels/vendas/messages?limit=0");
        call(403, pedro, "GET /channels/vendas/messages");
        call(404, pedro, "GET /channels/nenhum/messages");
    }

    private void seesPresenceAndLocks() throws Exception {
        var client = CLUSTER.client(CLUSTER.nodeB(), joao);
        var held = client.asks("lock:acquire", of("resource", "cliente:42"));
        var fence = of("fence", held.getString("fence"));
        assertThat(call(200, pedro, "GET /presence").getJsonArray("users")).isNotEmpty();
        call(400, pedro, "GET /presence?department=" + "x".repeat(101));
        assertThat(call(200, pedro, "GET /locks?prefix=cliente:").getJsonArray("locks"))
                .hasSize(1);
        call(400, pedro, "GET /locks?limit=0");
        call(200, erp, "POST /locks/cliente:42/verify", fence);
        call(409, erp, "POST /locks/cliente:42/verify", of("fence", "1-1"));
        call(403, pedro, "DELETE /locks/cliente:42");
        call(400, erp, "DELETE /locks/a%20b");
        call(200, erp, "DELETE /locks/cliente:42?reason=fechamento");
        assertThat(client.awaits("lock:lost").getString("reason")).isEqualTo("forced");
        call(404, erp, "DELETE /locks/cliente:42");
    }

    private void seesToUsers() throws Exception {
        for (var part : List.of("preferences", "notifications", "access")) {
            call(200, joao, "GET /users/1/" + part);
            call(200, erp, "GET /users/1/" + part);
            call(403, pedro, "GET /users/1/" + part);
            call(404, erp, "GET /users/a%20b/" + part);
        }
        var muted = of("channels", of("geral", "off"));
        call(200, joao, "PUT /users/1/preferences", muted);
        assertThat(call(200, erp, "GET /users/1/preferences").getJsonObject("channels"))
                .isEqualTo(muted.getJsonObject("channels"));
        call(403, pedro, "PUT /users/1/preferences", muted);
        call(404, erp, "PUT /users/a%20b/preferences", muted);
        call(400, erp, "GET /users/1/notifications?limit=x");
        call(200, admin, "PUT /users/4/access", of("chat", false));
        call(403, pedro, "POST /messages", message("geral", "x"));
        call(403, pedro, "PUT /users/4/access", new JsonObject());
        call(404, erp, "PUT /users/a%20b/access", new JsonObject());
        var other = TestUser.of(tenant, "7", "paulo", "chat");
        call(403, pedro, "DELETE /users/7/sessions");
        call(404, erp, "DELETE /users/a%20b/sessions");
        call(204, admin, "DELETE /users/7/sessions");
        call(401, other, "GET /channels");
        call(403, pedro, "DELETE /sessions/s1");
        call(404, erp, "DELETE /sessions/" + "x".repeat(201));
        call(204, admin, "DELETE /sessions/s1");
    }

    private void seesToTheTenant() throws Exception {
        for (var path : List.of("/settings", "/stats", "/audit")) {
            call(200, admin, "GET " + path);
            call(403, joao, "GET " + path);
        }
        call(200, erp, "PUT /settings", of("limits", of("connections", 10)));
        assertThat(call(200, admin, "GET /settings").getJsonObject("limits").getInteger("connections"))
                .isEqualTo(10);
        call(403, joao, "PUT /settings", new JsonObject());
        call(400, admin, "GET /audit?from=x");
        Eventually.isTrue(
                "what was refused is written down",
                () -> !call(200, admin, "GET /audit?kind=refused&user=4")
                        .getJsonArray("records")
                        .isEmpty());
    }

    /** What is the same for all routes. */
    private void isRefusedWithoutTokenOrWithGarbage() throws Exception {
        for (var route : routes()) {
            var path = route.replaceAll("\\{\\w+}", "x");
            refused(401, route, request(path, null, "{}", "application/json"));
            if (operation(route).containsKey("requestBody")) {
                refused(400, route, request(path, erp, "{\"title\":", "application/json"));
                refused(415, route, request(path, erp, "a=b", "application/x-www-form-urlencoded"));
                refused(413, route, request(path, erp, " ".repeat(1_000_001), "application/json"));
            }
        }
        for (var forged : List.of("x", "a.b.c", TestUser.of(tenant, "1", "x").token(Duration.ofMinutes(-1)))) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(CLUSTER.nodeA().url() + PREFIX + "/channels"))
                            .header("Authorization", "Bearer " + forged)
                            .build(),
                    BodyHandlers.ofString());
            check("GET /channels", 401, answer);
        }
    }

    @Test
    void anAdministratorOfAnotherTenantGetsAndChangesNothing() throws Exception {
        var stranger = TestUser.principal(tenant + "x", "1", "joao.silva");
        var client = CLUSTER.client(CLUSTER.nodeA(), joao);
        call(202, joao, "POST /messages", message("vendas", SECRET));
        call(
                202,
                erp,
                "POST /notifications",
                of("to", 1).put("type", "info").put("title", SECRET).put("message", "m"));
        call(201, admin, "PUT /channels/promo", of("title", SECRET).put("permissions", new JsonArray().add("vendas")));
        call(200, admin, "PUT /channels/vendas", of("title", SECRET).put("permissions", new JsonArray().add("vendas")));
        call(200, joao, "PUT /users/1/preferences", of("channels", of(SECRET, "off")));
        call(200, admin, "PUT /users/1/access", of("presence", false));
        client.asks("lock:acquire", of("resource", "cliente:42"));
        Eventually.isTrue(
                "audited", () -> call(200, admin, "GET /audit").encode().contains("promo"));

        for (var route : List.of(
                "GET /channels",
                "GET /channels/vendas",
                "GET /channels/vendas/messages?limit=1",
                "GET /presence",
                "GET /locks",
                "GET /users/1/preferences",
                "GET /users/1/notifications",
                "GET /stats",
                "GET /audit")) {
            assertThat(call(200, stranger, route).encode()).as(route).doesNotContain(SECRET, "cliente:42");
        }
        call(404, stranger, "GET /channels/promo");
        call(404, stranger, "DELETE /channels/promo");
        call(404, stranger, "DELETE /locks/cliente:42");
        assertThat(call(200, stranger, "GET /users/1/access").getBoolean("presence"))
                .isTrue();
        call(200, stranger, "PUT /settings", of("socketEnabled", false));
        call(200, stranger, "PUT /users/1/access", of("socket", false).put("chat", false));
        call(200, stranger, "PUT /users/1/preferences", of("channels", of("vendas", "off")));
        call(204, stranger, "DELETE /channels/vendas");
        call(204, stranger, "DELETE /users/1/sessions");

        client.sendsChat("vendas", "ainda aqui");
        assertThat(client.events().await("chat:message", message -> "ainda aqui".equals(message.getString("text"))))
                .isNotNull();
        assertThat(client.received("session:ended")).isEmpty();
        assertThat(call(200, pedro, "GET /locks").getJsonArray("locks")).hasSize(1);
    }

    @Test
    void aRequestThatComesAgainToAnotherNodeIsDoneOnce() throws Exception {
        var client = CLUSTER.client(CLUSTER.nodeA(), joao);
        var ids = new TreeSet<String>();
        for (var time = 0; time < 4; time++) {
            var request =
                    request("POST /messages", erp, message("vendas", "uma vez").encode(), "application/json");
            ids.add(new JsonObject(http.send(
                                    request.header("Idempotency-Key", "pedido 7")
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .getString("id"));
        }
        client.sendsChat("vendas", "fim");

        client.events().await("chat:message", message -> "fim".equals(message.getString("text")));
        assertThat(ids).hasSize(1);
        assertThat(client.received("chat:message")).hasSize(2);
    }

    private JsonObject call(int status, TestUser user, String call) throws IOException, InterruptedException {
        return call(status, user, call, null);
    }

    /** Each on another node than the one before; the answer is checked by its description. */
    private JsonObject call(int status, TestUser user, String call, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        var request = request(call, user, body == null ? "" : body.encode(), "application/json");
        return check(route(call), status, http.send(request.build(), BodyHandlers.ofString()));
    }

    private void refused(int status, String route, HttpRequest.Builder request) throws Exception {
        check(route, status, http.send(request.build(), BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String call, @Nullable TestUser user, String body, String type) {
        onA = !onA;
        var parts = call.split(" ", 2);
        var node = onA ? CLUSTER.nodeA() : CLUSTER.nodeB();
        var request = HttpRequest.newBuilder(URI.create(node.url() + PREFIX + parts[1]))
                .method(parts[0], body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", type);
        return user == null ? request : request.header("Authorization", "Bearer " + user.token());
    }

    private JsonObject check(String route, int status, HttpResponse<String> answer) {
        var what = answer.request() + " → " + answer.statusCode() + " " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        var described = operation(route).getJsonObject("responses").getJsonObject(String.valueOf(status));
        assertThat(described).as(what).isNotNull();
        seen.add(route + " " + status);
        var content = description.resolved(described).getJsonObject("content");
        if (content == null) {
            assertThat(answer.body()).as(what).isEmpty();
            return new JsonObject();
        }
        var type = answer.headers().firstValue("Content-Type").orElse("none");
        assertThat(content.fieldNames()).as(what).containsExactly(type);
        var body = new JsonObject(answer.body());
        description.allows(content.getJsonObject(type).getJsonObject("schema"), body, what);
        return body;
    }

    /** The route of the description that a call is of: as many parts, and the same but for those in braces. */
    private String route(String call) {
        var parts = call.split("\\?", 2)[0].split("/", -1);
        return routes().stream()
                .filter(route -> {
                    var described = route.split("/", -1);
                    var same = described.length == parts.length;
                    for (var index = 0; same && index < parts.length; index++) {
                        same = described[index].startsWith("{") || described[index].equals(parts[index]);
                    }
                    return same;
                })
                .findFirst()
                .orElseThrow();
    }

    private Set<String> routes() {
        var routes = new TreeSet<String>();
        for (var path : description.object("paths")) {
            ((JsonObject) path.getValue())
                    .fieldNames()
                    .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " "
                            + path.getKey().substring(PREFIX.length())));
        }
        return routes;
    }

    private JsonObject operation(String route) {
        var parts = route.split(" ", 2);
        return description
                .object("paths")
                .getJsonObject(PREFIX + parts[1])
                .getJsonObject(parts[0].toLowerCase(Locale.ROOT));
    }

    private Set<String> documented() {
        return routes().stream()
                .flatMap(route -> operation(route).getJsonObject("responses").fieldNames().stream()
                        .filter(status -> !NOT_PROVOKED.contains(status))
                        .filter(status -> !status.equals("409") || CONFLICTS.contains(route))
                        .map(status -> route + " " + status))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonObject of(String field, Object value) {
        return new JsonObject().put(field, value);
    }

    private static JsonObject message(String channel, String text) {
        return of("channel", channel).put("text", text);
    }

    private static JsonObject notification(String channel) {
        return of("channel", channel)
                .put("type", "success")
                .put("title", "Nova venda")
                .put("message", "Pedido 7");
    }

    private static JsonObject change(String module) {
        return of("module", module).put("action", "update").put("data", of("nome", "ABC"));
    }

    private static JsonObject event(String name, JsonObject payload) {
        return of("event", name).put("payload", payload);
    }
}

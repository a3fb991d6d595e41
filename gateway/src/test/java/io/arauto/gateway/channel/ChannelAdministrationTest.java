package io.arauto.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.RestClient;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelAdministrationTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser pedro = TestUser.of(tenant, "4", "pedro.costa", "estoque", "chat");
    private final TestUser ana = TestUser.principal(tenant, "3", "ana.lima");
    private final TestUser admin = TestUser.of(tenant, "5", "administrador", "admin");
    private final TestUser erp = TestUser.service(tenant);

    @Test
    void aNewChannelIsJoinedByThoseWhoMayAtOnce() throws Exception {
        var seller = NODES.onB(joao);
        var other = NODES.onB(pedro);

        var made = put(erp, "promo", channel("vendas"));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(seller.awaits("channel:changed").getString("state")).isEqualTo("added");
        seller.sendsChat("promo", "começou");
        assertThat(seller.awaits("chat:message").getString("text")).isEqualTo("começou");
        assertThat(other.isRefused("channel:join", new JsonObject().put("channel", "promo"))
                        .getString("code"))
                .isEqualTo("forbidden");
        assertThat(other.received("channel:changed")).isEmpty();
    }

    @Test
    void whatOneNodeWasToldHoldsOnTheOtherAtOnce() {
        var a = new RestClient(NODES.a(), erp.token());
        var b = new RestClient(NODES.b(), erp.token());
        var message = new JsonObject().put("text", "olá");
        for (var number = 0; number < 20; number++) {
            var name = "promo" + number;
            assertThat(b.get("/channels/" + name).status()).isEqualTo(404);

            assertThat(a.put("/channels/" + name, channel("all")).status()).isEqualTo(201);

            assertThat(b.post("/messages", message.put("channel", name)).status())
                    .isEqualTo(202);
        }
    }

    @Test
    void manyWhoAskAtOnceAreAllAnswered() {
        var clients = IntStream.range(0, 50)
                .mapToObj(number -> CompletableFuture.supplyAsync(() ->
                        new RestClient(NODES.b(), erp.token()).get("/channels").status()))
                .toList();

        assertThat(clients).extracting(CompletableFuture::join).containsOnly(200);
    }

    @Test
    void permissionsThatChangeMoveLiveSessions() throws Exception {
        put(admin, "promo", channel("vendas"));
        var seller = NODES.onA(joao);
        var other = NODES.onB(pedro);

        var changed = put(ana, "promo", channel("estoque"));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(seller.awaits("channel:changed").getString("state")).isEqualTo("removed");
        assertThat(other.awaits("channel:changed").getString("state")).isEqualTo("added");
        other.sendsChat("promo", "nosso");
        other.sendsChat("geral", "de todos");
        assertThat(seller.awaits("chat:message").getString("text")).isEqualTo("de todos");
    }

    @Test
    void aChannelThatGoesIsGoneForEveryone() throws Exception {
        put(erp, "promo", channel("all"));
        var client = NODES.onB(joao);
        client.sendsChat("promo", "a última");

        assertThat(send(erp, "DELETE", "promo", null).statusCode()).isEqualTo(204);

        assertThat(client.awaits("channel:changed"))
                .isEqualTo(new JsonObject().put("name", "promo").put("state", "removed"));
        assertThat(client.isRefused(
                                "chat:send",
                                new JsonObject().put("channel", "promo").put("text", "x"))
                        .getString("code"))
                .isEqualTo("not_found");
        assertThat(send(erp, "GET", "promo", null).statusCode()).isEqualTo(404);
        assertThat(send(erp, "DELETE", "promo", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aChannelThatIsPutThereAgainHasItsHistory() throws Exception {
        put(erp, "promo", channel("vendas"));
        var seller = NODES.onB(joao);
        var id = seller.sendsChat("promo", "de antes");
        send(ana, "DELETE", "promo", null);
        assertThat(seller.isRefused("channel:create", group("promo")).getString("code"))
                .isEqualTo("conflict");
        assertThat(put(erp, "promo", group("promo")).statusCode()).isEqualTo(409);

        assertThat(put(ana, "promo", channel("vendas")).statusCode()).isEqualTo(201);

        seller.events().await("channel:changed", change -> "added".equals(change.getString("state")));
        var history = seller.asks(
                "chat:history", new JsonObject().put("channel", "promo").put("limit", 1));
        assertThat(history.getJsonArray("messages").getJsonObject(0).getString("id"))
                .isEqualTo(id);
    }

    @Test
    void theNameOfAGroupThatWentIsNotGivenAgain() throws Exception {
        put(erp, "diretoria", group("diretoria"));
        send(erp, "DELETE", "diretoria", null);

        assertThat(put(erp, "diretoria", group("diretoria")).statusCode()).isEqualTo(409);
        assertThat(put(erp, "diretoria", channel("all")).statusCode()).isEqualTo(409);
    }

    @Test
    void whatEveryTenantStartsWithCanBeChangedTakenAwayAndBroughtBack() throws Exception {
        var client = NODES.onA(joao);

        assertThat(put(ana, "estoque", channel("all")).statusCode()).isEqualTo(200);
        assertThat(client.awaits("channel:changed").getString("name")).isEqualTo("estoque");
        assertThat(send(ana, "DELETE", "estoque", null).statusCode()).isEqualTo(204);
        assertThat(put(ana, "estoque", channel("estoque")).statusCode()).isEqualTo(201);

        assertThat(NODES.onB(TestUser.of(tenant + "x", "4", "pedro.costa", "estoque", "chat"))
                        .sendsChat("estoque", "de outro"))
                .isNotEmpty();
    }

    @Test
    void onlyAdministratorsChangeChannels() throws Exception {
        assertThat(put(joao, "promo", channel("vendas")).statusCode()).isEqualTo(403);
        assertThat(send(joao, "DELETE", "geral", null).statusCode()).isEqualTo(403);
        assertThat(send(joao, "GET", "financeiro", null).statusCode()).isEqualTo(403);
        assertThat(new JsonObject(send(joao, "GET", "vendas", null).body()).getString("title"))
                .isEqualTo("Vendas");
    }

    @Test
    void groupsAreAdministeredLikeChannelsAndKeptFromOthers() throws Exception {
        var group = group("diretoria");
        var member = NODES.onB(joao);

        assertThat(put(erp, "diretoria", group).statusCode()).isEqualTo(201);
        member.awaits("channel:changed");

        assertThat(send(pedro, "GET", "diretoria", null).statusCode()).isEqualTo(404);
        assertThat(put(erp, "diretoria", channel("all")).statusCode()).isEqualTo(409);
        assertThat(put(erp, "geral", group).statusCode()).isEqualTo(409);
        assertThat(all(erp)).contains("diretoria", "financeiro");
        assertThat(all(pedro)).containsExactly("geral", "estoque");
    }

    @Test
    void garbageIsRefused() throws Exception {
        assertThat(put(erp, "promo", new JsonObject()).statusCode()).isEqualTo(400);
        assertThat(put(erp, "promo", new JsonObject().put("title", "x")).statusCode())
                .isEqualTo(400);
        assertThat(put(erp, "dm:1:2", channel("all")).statusCode()).isEqualTo(400);
        assertThat(put(erp, "PROMO", channel("all")).statusCode()).isEqualTo(400);
        assertThat(put(erp, "promo", channel("all").put("permissions", "all")).statusCode())
                .isEqualTo(400);
    }

    private List<String> all(TestUser user) throws IOException, InterruptedException {
        return new JsonObject(send(user, "GET", "", null).body())
                .getJsonArray("channels").stream()
                        .map(channel -> ((JsonObject) channel).getString("name"))
                        .toList();
    }

    private static JsonObject group(String name) {
        return new JsonObject().put("name", name).put("title", "Diretoria").put("members", new JsonArray(List.of(1)));
    }

    private static JsonObject channel(String permission) {
        return new JsonObject().put("title", "Promoção").put("permissions", new JsonArray(List.of(permission)));
    }

    private HttpResponse<String> put(TestUser user, String name, JsonObject body)
            throws IOException, InterruptedException {
        return send(user, "PUT", name, body);
    }

    private HttpResponse<String> send(TestUser user, String method, String name, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        var path = NODES.a() + "/api/v1/channels" + (name.isEmpty() ? "" : "/" + name);
        return http.send(
                HttpRequest.newBuilder(URI.create(path))
                        .header("Authorization", "Bearer " + user.token())
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                        .build(),
                BodyHandlers.ofString());
    }
}

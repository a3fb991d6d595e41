package io.arauto.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.ConnectionRefused;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private static final JsonObject FULL = new JsonObject()
            .put("socket", true)
            .put("chat", true)
            .put("notifications", true)
            .put("presence", true);

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final RestClient admin = as(TestUser.of(tenant, "5", "administrador", "admin"));
    private final RestClient erp = as(TestUser.service(tenant));

    @Test
    void whoMayNotConnectIsSentAwayOnAllNodesAndNotLetInAgain() {
        var onA = NODES.onA(joao);
        var onB = NODES.onB(joao);
        var other = NODES.onB(maria);

        assertThat(admin.put("/users/1/access", new JsonObject().put("socket", false))
                        .body())
                .isEqualTo(FULL.copy().put("socket", false));

        assertThat(onA.awaits("session:ended").getString("reason")).isEqualTo("access_denied");
        assertThat(onB.awaits("session:ended").getString("reason")).isEqualTo("access_denied");
        assertThat(refusal(joao.token())).isEqualTo("access_denied");
        assertThat(other.sendsChat("geral", "eu fico")).isNotEmpty();

        admin.put("/users/1/access", new JsonObject());

        assertThat(NODES.onB(joao).sendsChat("geral", "voltei")).isNotEmpty();
    }

    @Test
    void whoMayNotChatReadsAndNeitherWritesNorChangesWhatWasWritten() {
        var silenced = NODES.onA(joao);
        var other = NODES.onB(maria);
        var mine = silenced.sendsChat("vendas", "antes");

        erp.put("/users/1/access", new JsonObject().put("chat", false));

        Eventually.holds(() -> assertThat(code(silenced, "chat:send", chat("vendas", "depois")))
                .isEqualTo("forbidden"));
        assertThat(code(silenced, "chat:edit", chat("vendas", "mudei").put("id", mine)))
                .isEqualTo("forbidden");
        assertThat(code(
                        silenced,
                        "chat:delete",
                        new JsonObject().put("channel", "vendas").put("id", mine)))
                .isEqualTo("forbidden");
        assertThat(code(silenced, "chat:send", new JsonObject().put("to", "2").put("text", "psiu")))
                .isEqualTo("forbidden");
        assertThat(as(joao).post("/messages", chat("vendas", "por fora")).status())
                .isEqualTo(403);
        other.sendsChat("vendas", "ouve só");
        silenced.events()
                .await("chat:message", message -> message.getString("text").equals("ouve só"));
    }

    @Test
    void whoGetsNoNotificationsIsSentNoneNotEvenUrgentOnesNorAtAResume() {
        var spared = NODES.onA(joao);
        erp.put("/users/1/access", new JsonObject().put("notifications", false));
        Eventually.holds(() ->
                assertThat(code(spared, "notification:list", new JsonObject())).isEqualTo("forbidden"));

        erp.post("/notifications", notification("vendas").put("urgent", true));
        spared.dropsItsConnection();
        erp.post("/notifications", notification("vendas"));
        spared.reconnectsTo(NODES.b());
        NODES.onB(maria).sendsChat("vendas", "depois das notificações");

        spared.awaits("chat:message");
        assertThat(spared.recovered()).isTrue();
        assertThat(spared.received("notification")).isEmpty();
    }

    @Test
    void anEndedUserIsSentAwayAndTokensOfBeforeAreGoodForNothing() {
        var before = issued(joao, Instant.now().minusSeconds(60));
        var onA = NODES.connect(NODES.a(), before);
        var other = NODES.onA(maria);

        assertThat(admin.delete("/users/1/sessions").status()).isEqualTo(204);

        assertThat(onA.awaits("session:ended").getString("reason")).isEqualTo("token_revoked");
        assertThat(refusal(before)).isEqualTo("token_revoked");
        assertThat(refusal(joao.token())).as("does not say when it was issued").isEqualTo("token_revoked");
        var call = new RestClient(NODES.b(), before).get("/channels");
        assertThat(call.status()).isEqualTo(401);
        assertThat(call.body().getJsonObject("details").getString("code")).isEqualTo("token_revoked");
        assertThat(code(other, "auth:refresh", new JsonObject().put("token", before)))
                .isIn("forbidden", "unauthorized");

        var after = NODES.connect(NODES.b(), issued(joao, Instant.now().plusSeconds(2)));
        assertThat(after.sendsChat("geral", "entrei de novo")).isNotEmpty();
    }

    @Test
    void aSessionOfTheErpEndsWithAllItsTokensAndNoOthers() {
        var one = NODES.connect(NODES.a(), ofSession(joao, "erp-1"));
        var another = NODES.connect(NODES.b(), ofSession(joao, "erp-2"));

        assertThat(erp.delete("/sessions/erp-1").status()).isEqualTo(204);

        assertThat(one.awaits("session:ended").getString("reason")).isEqualTo("token_revoked");
        assertThat(refusal(ofSession(joao, "erp-1"))).isEqualTo("token_revoked");
        assertThat(another.sendsChat("geral", "continuo")).isNotEmpty();
        assertThat(NODES.onB(joao).sendsChat("geral", "eu também")).isNotEmpty();
    }

    @Test
    void aSessionThatIsAwayWhileItIsEndedDoesNotComeBack() {
        var away = NODES.connect(NODES.a(), ofSession(joao, "erp-9"));
        away.dropsItsConnection();

        erp.delete("/sessions/erp-9");

        away.link().mend();
        Eventually.isTrue("the client has given up", () -> !away.isActive());
        assertThat(away.frames().getLast()).startsWith("44").contains("token_revoked");
    }

    @Test
    void usersDecideForThemselvesAloneAndTenantsForTheirOwn() {
        var user = as(joao);
        assertThat(user.put("/users/1/access", new JsonObject()).status()).isEqualTo(403);
        assertThat(user.get("/users/2/access").status()).isEqualTo(403);
        assertThat(user.delete("/users/2/sessions").status()).isEqualTo(403);
        assertThat(user.delete("/sessions/erp-1").status()).isEqualTo(403);
        assertThat(user.get("/users/1/access").body()).isEqualTo(FULL);

        var stranger = NODES.onA(TestUser.of(tenant + "x", "1", "joao.silva", "chat"));
        admin.put("/users/1/access", new JsonObject().put("socket", false).put("chat", false));
        admin.delete("/users/1/sessions");
        assertThat(user.get("/channels").status()).isEqualTo(401);
        assertThat(stranger.sendsChat("geral", "outra empresa")).isNotEmpty();
    }

    @Test
    void garbageIsRefusedByName() {
        var answer = admin.put("/users/1/access", new JsonObject().put("chat", "não"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().getJsonObject("details").getString("field")).isEqualTo("chat");
        assertThat(admin.put("/users/1/access", new JsonObject().put("char", false))
                        .status())
                .isEqualTo(400);
        assertThat(admin.put("/users/%7Bx%7D/access", new JsonObject()).status())
                .isEqualTo(404);
        assertThat(admin.delete("/users/%7Bx%7D/sessions").status()).isEqualTo(404);
        assertThat(admin.delete("/sessions/" + "x".repeat(201)).status()).isEqualTo(404);
    }

    private static RestClient as(TestUser user) {
        return new RestClient(NODES.b(), user.token());
    }

    private static String refusal(String token) {
        var refused = catchThrowableOfType(ConnectionRefused.class, () -> RecoveringClient.connect(NODES.a(), token));
        return refused.error().getJsonObject("data").getString("code");
    }

    private static String code(RecoveringClient client, String event, JsonObject payload) {
        return client.isRefused(event, payload).getString("code");
    }

    private static String issued(TestUser user, Instant at) {
        return Tokens.sign(user.claims(Duration.ofHours(1)).put("iat", at.getEpochSecond()), Tokens.SECRET);
    }

    private static String ofSession(TestUser user, String sid) {
        return Tokens.sign(user.claims(Duration.ofHours(1)).put("sid", sid), Tokens.SECRET);
    }

    private static JsonObject chat(String channel, String text) {
        return new JsonObject().put("channel", channel).put("text", text);
    }

    private static JsonObject notification(String channel) {
        return new JsonObject()
                .put("channel", channel)
                .put("type", "info")
                .put("title", "Venda")
                .put("message", "Pedido 7");
    }
}

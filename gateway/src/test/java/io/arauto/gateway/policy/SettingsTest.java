package io.arauto.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.ConnectionRefused;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettingsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final RestClient admin = as(TestUser.of(tenant, "5", "administrador", "admin"));
    private final RestClient erp = as(TestUser.service(tenant));

    @Test
    void aTenantStartsWithThoseOfTheInstallation() {
        assertThat(admin.get("/settings").body()).isEqualTo(settings(1_000, 0, 0));
    }

    @Test
    void whatIsPutReplacesWhatWasAndIsReadOnAllNodes() {
        var limits = new JsonObject().put("connections", 20).put("messagesPerMinute", 30);
        assertThat(admin.put("/settings", new JsonObject().put("limits", limits))
                        .body())
                .isEqualTo(settings(20, 0, 30));

        assertThat(new RestClient(NODES.a(), TestUser.service(tenant).token())
                        .get("/settings")
                        .body())
                .isEqualTo(settings(20, 0, 30));
        assertThat(NODES.onA(joao)
                        .received("session")
                        .getFirst()
                        .getJsonObject("limits")
                        .getInteger("messagesPerMinute"))
                .isEqualTo(30);

        assertThat(admin.put("/settings", new JsonObject()).body()).isEqualTo(settings(1_000, 0, 0));
    }

    @Test
    void whenTheSocketIsSwitchedOffEveryoneGoesAndTheApiGoesOn() {
        var onA = NODES.onA(joao);
        var onB = NODES.onB(maria);

        admin.put("/settings", new JsonObject().put("socketEnabled", false));

        assertThat(onA.awaits("session:ended").getString("reason")).isEqualTo("socket_disabled");
        assertThat(onB.awaits("session:ended").getString("reason")).isEqualTo("socket_disabled");
        assertThat(refusal(maria).getJsonObject("data").getString("code")).isEqualTo("socket_disabled");
        assertThat(erp.post("/messages", chat("geral")).status()).isEqualTo(202);

        admin.put("/settings", new JsonObject());

        assertThat(NODES.onA(joao).sendsChat("geral", "ligado")).isNotEmpty();
    }

    @Test
    void aUserSendsSoManyMessagesAMinuteOverAllNodesAndNotOneMore() {
        admin.put("/settings", limit("messagesPerMinute", 10));
        var onA = NODES.onA(joao);
        var onB = NODES.onB(joao);

        var answers = IntStream.range(0, 30)
                .mapToObj(index -> (index % 2 == 0 ? onA : onB).emit("chat:send", chat("geral")))
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.containsKey("ok"))).hasSize(10);
        var refused = answers.getLast().getJsonObject("error");
        assertThat(refused.getString("code")).isEqualTo("rate_limited");
        assertThat(refused.getBoolean("retryable")).isTrue();
        assertThat(refused.getJsonObject("details").getLong("retryAfterMs")).isBetween(1L, 60_000L);
        var call = as(joao).post("/messages", chat("geral"));
        assertThat(call.status()).isEqualTo(429);
        assertThat(call.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
        assertThat(onA.isRefused(
                                "data-sync",
                                new JsonObject().put("module", "crm").put("action", "create"))
                        .getString("code"))
                .isEqualTo("rate_limited");
        assertThat(NODES.onA(maria).sendsChat("geral", "eu não mandei nada")).isNotEmpty();
    }

    @Test
    void aRepeatedMessageIsAnsweredAndCountsOnce() {
        admin.put("/settings", limit("messagesPerMinute", 1));
        var client = NODES.onA(joao);
        var message = chat("geral").put("clientMsgId", "m-1");

        var first = client.asks("chat:send", message);

        assertThat(client.asks("chat:send", message)).isEqualTo(first);
        assertThat(client.isRefused("chat:send", chat("geral")).getString("code"))
                .isEqualTo("rate_limited");
    }

    @Test
    void backEndsSendAsMuchAsTheyNeed() {
        admin.put("/settings", limit("messagesPerMinute", 1));

        assertThat(IntStream.range(0, 5)
                        .map(_ -> erp.post("/messages", chat("geral")).status()))
                .containsOnly(202);
    }

    @Test
    void aNewLimitHoldsForThoseWhoAreThere() {
        var client = NODES.onA(joao);
        client.sendsChat("geral", "ainda sem limite");

        admin.put("/settings", limit("messagesPerMinute", 1));

        Eventually.holds(
                () -> assertThat(client.emit("chat:send", chat("geral")).join().containsKey("error"))
                        .isTrue());
    }

    @Test
    void aTenantHasSoManyConnectionsOverAllNodesAndWhoComesBackFindsRoom() {
        admin.put("/settings", limit("connections", 2));
        var first = NODES.onA(joao);
        NODES.onB(maria);

        var refused = refusal(TestUser.of(tenant, "7", "a.mais", "chat"));
        assertThat(refused.getString("message")).isEqualTo("rate_limited");
        assertThat(refused.getJsonObject("data").getJsonObject("details").getLong("retryAfterMs"))
                .isPositive();

        first.dropsItsConnection();
        first.reconnectsTo(NODES.b());
        assertThat(first.recovered()).isTrue();

        first.close();
        Eventually.holds(() ->
                assertThat(NODES.onA(maria).sendsChat("geral", "agora sim")).isNotEmpty());
    }

    @Test
    void aUserHasSoManyConnectionsAndOthersHaveTheirs() {
        admin.put("/settings", limit("connectionsPerUser", 1));
        NODES.onA(joao);

        assertThat(refusal(joao).getString("message")).isEqualTo("rate_limited");
        assertThat(NODES.onB(maria).sendsChat("geral", "a minha")).isNotEmpty();
    }

    @Test
    void settingsAreForAdministrators() {
        assertThat(as(joao).get("/settings").status()).isEqualTo(403);
        assertThat(as(joao).put("/settings", new JsonObject()).status()).isEqualTo(403);
        admin.put("/settings", new JsonObject().put("socketEnabled", false));
        assertThat(as(TestUser.service(tenant + "x")).get("/settings").body()).isEqualTo(settings(1_000, 0, 0));
    }

    @Test
    void garbageIsRefusedByName() {
        var answer = admin.put("/settings", limit("connections", -1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().getJsonObject("details").getString("field")).contains("connections");
        assertThat(admin.put("/settings", limit("conections", 5)).status()).isEqualTo(400);
        assertThat(admin.put("/settings", new JsonObject().put("limits", "muitos"))
                        .status())
                .isEqualTo(400);
        var never = new JsonObject().put("presence", new JsonObject().put("awayMinutes", 1_441));
        assertThat(admin.put("/settings", never).status()).isEqualTo(400);
        assertThat(admin.put("/settings", new JsonObject().put("socketEnabled", 1))
                        .status())
                .isEqualTo(400);
    }

    private static RestClient as(TestUser user) {
        return new RestClient(NODES.b(), user.token());
    }

    private static JsonObject refusal(TestUser user) {
        return catchThrowableOfType(ConnectionRefused.class, () -> RecoveringClient.connect(NODES.a(), user.token()))
                .error();
    }

    private static JsonObject settings(int connections, int connectionsPerUser, int messagesPerMinute) {
        return new JsonObject()
                .put("socketEnabled", true)
                .put(
                        "limits",
                        new JsonObject()
                                .put("connections", connections)
                                .put("connectionsPerUser", connectionsPerUser)
                                .put("messagesPerMinute", messagesPerMinute))
                .put(
                        "retention",
                        new JsonObject()
                                .put("messagesDays", 0)
                                .put("notificationsDays", 0)
                                .put("auditDays", 0))
                .put("presence", new JsonObject().put("awayMinutes", 0));
    }

    private static JsonObject limit(String name, int value) {
        return new JsonObject().put("limits", new JsonObject().put(name, value));
    }

    private static JsonObject chat(String channel) {
        return new JsonObject().put("channel", channel).put("text", "olá");
    }
}

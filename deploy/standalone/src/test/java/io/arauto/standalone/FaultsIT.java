package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Client;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsIT {

    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria", "vendas", "chat");
    private final TestUser ana = TestUser.of(tenant, "3", "ana", "vendas", "chat");

    @Test
    void workersThatAreKilledAtTheirWorkStoreEveryAckedMessageOnce() {
        var other = CLUSTER.anotherWorker();
        var sender = CLUSTER.client(CLUSTER.nodeA(), joao);
        var acked = new ArrayList<String>();

        for (var round = 0; round < 4; round++) {
            var victim = round % 2 == 0 ? CLUSTER.worker() : other;
            var sending = sends(sender, 500);
            Eventually.isTrue("storing", () -> CLUSTER.storedMessages(tenant).size() > acked.size());
            victim.kills();
            acked.addAll(idsOf(sending));
            victim.starts();
        }

        assertThat(acked).hasSize(2_000);
        Eventually.holds(() -> assertThat(CLUSTER.storedMessages(tenant)).containsExactlyElementsOf(acked));
    }

    @Test
    void gatewaysOutliveARestartOfRedisAndDeliverAllThatWasAcked() {
        var sender = CLUSTER.client(CLUSTER.nodeA(), joao);
        var receiver = CLUSTER.client(CLUSTER.nodeB(), maria);
        var acked = new ArrayList<>(idsOf(sends(sender, 50)));

        CLUSTER.redis().server().kill();
        var refusal = sender.isRefused("chat:send", message("while it is away"));
        assertThat(refusal.getString("code")).isEqualTo("unavailable");
        assertThat(refusal.getBoolean("retryable")).isTrue();
        CLUSTER.redis().server().restart();
        CLUSTER.nodeA().awaitsReady();
        CLUSTER.nodeB().awaitsReady();

        sender.awaitsConnection();
        acked.addAll(idsOf(sends(sender, 50)));
        receiver.events().await("chat:message", acked.size());
        assertThat(receiver.received("chat:message")).extracting(Client::id).containsExactlyElementsOf(acked);
        Eventually.holds(() -> assertThat(CLUSTER.storedMessages(tenant)).containsExactlyElementsOf(acked));
    }

    @Test
    void aRedisThatOnlyHoldsItsSocketsOpenIsNoticedAndComesBack() {
        var sender = CLUSTER.client(CLUSTER.nodeA(), joao);
        var receiver = CLUSTER.client(CLUSTER.nodeB(), maria);

        CLUSTER.redis().server().suspend();
        Eventually.isTrue(
                "not ready",
                () -> !CLUSTER.nodeA().isReady() && !CLUSTER.nodeB().isReady());
        CLUSTER.redis().server().resume();
        CLUSTER.nodeA().awaitsReady();
        CLUSTER.nodeB().awaitsReady();

        sender.awaitsConnection();
        var id = sender.sendsChat("vendas", "back");
        assertThat(receiver.awaits("chat:message").getString("id")).isEqualTo(id);
    }

    @Test
    void usersOfAKilledGatewayAreOfflineForOthersUnlessTheyCameBack() {
        var watcher = CLUSTER.client(CLUSTER.nodeA(), joao);
        var gone = CLUSTER.client(CLUSTER.nodeB(), maria);
        var back = CLUSTER.client(CLUSTER.nodeB(), ana);
        var everyone = new JsonObject().put("all", true);
        Eventually.holds(() -> assertThat(statuses(watcher.asks("presence:subscribe", everyone)))
                .isEqualTo(Map.of("1", "online", "2", "online", "3", "online")));

        CLUSTER.nodeB().kills();
        back.reconnectsTo(CLUSTER.nodeA().url());

        Eventually.holds(() -> assertThat(statuses(watcher.asks("presence:list", new JsonObject())))
                .isEqualTo(Map.of("1", "online", "2", "offline", "3", "online")));
        assertThat(watcher.received("presence:changed"))
                .allSatisfy(change -> assertThat(statuses(change)).doesNotContainEntry("3", "offline"));
        gone.close();
        CLUSTER.nodeB().starts();
    }

    private static Map<String, String> statuses(JsonObject answer) {
        return answer.getJsonArray("users").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(user -> user.getString("userId"), user -> user.getString("status")));
    }

    /** Sends without waiting for the acks. */
    private static List<CompletableFuture<JsonObject>> sends(Client sender, int count) {
        var answers = new ArrayList<CompletableFuture<JsonObject>>();
        for (var i = 0; i < count; i++) {
            answers.add(sender.emit("chat:send", message("m" + i)));
        }
        return answers;
    }

    private static List<String> idsOf(List<CompletableFuture<JsonObject>> answers) {
        return answers.stream()
                .map(answer -> Eventually.completes("ack", answer).getJsonObject("ok"))
                .map(Client::id)
                .toList();
    }

    private static JsonObject message(String text) {
        return new JsonObject().put("channel", "vendas").put("text", text);
    }
}

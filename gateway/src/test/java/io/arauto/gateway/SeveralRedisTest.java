package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.embedded.RedisServer;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RawClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestServers;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two Redis servers share out the tenants, and one of them dies. */
class SeveralRedisTest {
    private static final RedisServer FIRST = TestServers.redis();
    private static final RedisServer SECOND = TestServers.redis();

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("REDIS_URL", FIRST.url() + ',' + SECOND.url()));

    /** Tenant {@code demo} is in a partition of the first, {@code atlas} in one of the second. */
    private final TestUser joao = TestUser.of("demo", "1", "joao.silva", "vendas", "chat");

    private final TestUser maria = TestUser.of("demo", "2", "maria.santos", "vendas", "chat");
    private final TestUser rosa = TestUser.of("atlas", "1", "rosa.dias", "vendas", "chat");
    private final TestUser caio = TestUser.of("atlas", "2", "caio.reis", "vendas", "chat");

    @AfterAll
    static void stop() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void whileOneIsAwayItsTenantsAreToldToComeBackAndTheOthersNoticeNothing() throws Exception {
        var listener = NODES.onB(maria);
        var waiting = NODES.onA(rosa);
        waiting.sendsChat("vendas", "before");
        var before = waiting.awaits("chat:message");

        SECOND.kill();
        assertThat(waiting.isRefused("chat:send", message("lost")).getString("code"))
                .isEqualTo("unavailable");
        Eventually.holds(() -> assertThat(post(caio)).isEqualTo(503));
        // No CONNECT_ERROR, after which stock clients give up.
        assertThat(turnedAway(caio)).noneMatch(frame -> frame.startsWith("4"));

        var newcomer = NODES.onA(joao);
        var id = newcomer.sendsChat("vendas", "as ever");
        assertThat(listener.awaits("chat:message").getString("id")).isEqualTo(id);
        assertThat(post(joao)).isEqualTo(202);
        assertThat(NODES.onB(joao).recovered()).isFalse();
        for (var node = 0; node < 2; node++) {
            assertThat(readiness(NODES.management(node))).isEqualTo(200);
        }

        SECOND.restart();
        Eventually.holds(() -> assertThat(post(caio)).isEqualTo(202));
        Eventually.holds(() -> assertThat(waiting.received("chat:message"))
                .startsWith(before)
                .extracting(event -> event.getString("text"))
                .contains("by REST"));
        assertThat(NODES.onB(caio).sendsChat("vendas", "after")).isNotEmpty();
    }

    private static List<String> turnedAway(TestUser user) {
        try (var client = RawClient.open(NODES.b())) {
            client.sends("40" + new JsonObject().put("token", user.token()).encode());
            Eventually.completes("the end of the connection", client.closed());
            return client.frames();
        }
    }

    private static JsonObject message(String text) {
        return new JsonObject().put("channel", "vendas").put("text", text);
    }

    private static int post(TestUser user) {
        return new RestClient(NODES.a(), user.token())
                .post("/messages", message("by REST"))
                .status();
    }

    private static int readiness(String management) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(management + "/health/ready"))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}

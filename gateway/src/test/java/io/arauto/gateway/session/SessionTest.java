package io.arauto.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RawClient;
import io.arauto.testkit.SocketText;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_AUTH_TIMEOUT", "300ms"));

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");

    @Test
    void aSessionSaysWhereTheClientIs() {
        var session = NODES.onA(joao).awaits("session");

        assertThat(session.getString("userId")).isEqualTo("1");
        assertThat(session.getString("tenant")).isEqualTo(tenant);
        assertThat(session.getString("node")).isEqualTo("a");
        assertThat(session.getBoolean("recovered")).isFalse();
        assertThat(Instant.parse(session.getString("serverTime")))
                .isBefore(Instant.parse(session.getString("expiresAt")));
        assertThat(session.getJsonArray("channels"))
                .extracting(channel -> ((JsonObject) channel).getString("name"))
                .containsExactly("geral", "vendas");
    }

    @Test
    void aPrincipalMayReadEverything() {
        var session = NODES.onA(TestUser.principal(tenant, "3", "ana.lima")).awaits("session");

        assertThat(session.getJsonArray("channels"))
                .extracting(channel -> ((JsonObject) channel).getString("name"))
                .containsExactly("geral", "vendas", "financeiro", "estoque", "sistema");
    }

    @Test
    void aBadTokenIsRefusedForGood() {
        var expired = joao.token(Duration.ofMinutes(-1));
        var forged = Tokens.sign(joao.claims(Duration.ofHours(1)), "another-secret-that-is-long-enough-for-hs256");
        var tenantless = joao.claims(Duration.ofHours(1));
        tenantless.remove("tenantHash");

        assertThat(refusal(new JsonObject().put("token", expired))).contains("\"code\":\"token_expired\"");
        assertThat(refusal(new JsonObject().put("token", forged))).contains("\"code\":\"token_invalid\"");
        assertThat(refusal(new JsonObject().put("token", "garbage"))).contains("\"code\":\"token_invalid\"");
        assertThat(refusal(new JsonObject().put("token", Tokens.sign(tenantless, Tokens.SECRET))))
                .contains("\"code\":\"token_invalid\"");
        assertThat(refusal(new JsonObject().put("token", 7))).contains("\"code\":\"token_missing\"");
        assertThat(refusal(new JsonObject())).contains("\"code\":\"token_missing\"");
    }

    private static String refusal(JsonObject auth) {
        try (var client = RawClient.open(NODES.a())) {
            client.sends("40" + auth.encode());
            var refusal = client.awaits("44");
            assertThat(refusal).contains("\"message\":\"unauthorized\"");
            return refusal;
        }
    }

    @Test
    void binaryValuesAreRefusedAndTheSessionGoesOn() {
        try (var client = RawClient.open(NODES.a())) {
            client.sends("40" + new JsonObject().put("token", joao.token()).encode());
            client.awaits("42[\"session\"");
            client.sends("451-7[\"chat:send\",{\"channel\":\"vendas\",\"text\":{\"_placeholder\":true,\"num\":0}}]");
            client.sends(new byte[] {1, 2, 3});

            assertThat(client.awaits("437[")).contains("\"code\":\"invalid_payload\"");
            client.sends("428[\"channel:list\",{}]");
            assertThat(client.awaits("438[")).contains("\"ok\"");
        }
    }

    @Test
    void whoDoesNotConnectInTimeIsClosed() {
        try (var silent = RawClient.open(NODES.a())) {
            Eventually.completes("the close", silent.closed());
        }
    }

    @Test
    void whoHasAskedInTimeIsNotClosedForTheSlownessOfRedis() throws Exception {
        try (var client = RawClient.open(NODES.a());
                var redis = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(NODES.redis().url()).getPort())) {
            redis.getOutputStream().write("CLIENT PAUSE 1000 ALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(SocketText.until(redis, "OK")).contains("+OK");

            client.sends("40" + new JsonObject().put("token", joao.token()).encode());

            assertThat(client.awaits("42[\"session\"")).contains("\"userId\":\"1\"");
        }
    }

    @Test
    void whoIsRefusedAndStaysIsClosedInTheEnd() {
        try (var client = RawClient.open(NODES.a())) {
            client.sends("40" + new JsonObject().put("token", "garbage").encode());
            client.awaits("44");

            Eventually.completes("the close", client.closed());
        }
    }

    @Test
    void aSessionEndsWithItsToken() {
        var client = NODES.connect(NODES.a(), joao.token(Duration.ofSeconds(2)));

        client.awaits("auth:expiring");

        assertThat(client.awaits("session:ended")).isEqualTo(new JsonObject().put("reason", "token_expired"));
        Eventually.isTrue("the client gives up", () -> !client.isActive());
    }

    @Test
    void aNewerTokenOfTheSameUserKeepsTheSessionAndChangesItsRights() {
        var client = NODES.connect(NODES.a(), joao.token(Duration.ofSeconds(3)));
        var sender = NODES.onB(TestUser.principal(tenant, "3", "ana.lima"));
        var promoted = TestUser.of(tenant, "1", "joao.silva", "financeiro", "chat");

        client.asks("auth:refresh", new JsonObject().put("token", promoted.token()));
        sender.sendsChat("vendas", "não mais");
        sender.sendsChat("financeiro", "agora sim");

        assertThat(client.awaits("chat:message").getString("text")).isEqualTo("agora sim");
        assertThat(client.isRefused(
                                "chat:send",
                                new JsonObject().put("channel", "vendas").put("text", "x"))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void theTokenOfAnotherDoesNotRefresh() {
        var client = NODES.onA(joao);

        for (var other : List.of(
                TestUser.of(tenant, "2", "maria", "chat"), TestUser.of(tenant + "x", "1", "joao.silva", "chat"))) {
            assertThat(client.isRefused("auth:refresh", new JsonObject().put("token", other.token()))
                            .getString("code"))
                    .isEqualTo("forbidden");
        }
        assertThat(client.isRefused("auth:refresh", new JsonObject().put("token", "garbage"))
                        .getString("code"))
                .isEqualTo("unauthorized");
    }

    @Test
    void everyPacketWithAnAckIdIsAnsweredWhateverItHolds() {
        try (var client = RawClient.open(NODES.a())) {
            client.sends("40" + new JsonObject().put("token", joao.token()).encode());
            client.awaits("42[\"session\"");

            client.sends("420[\"no:such:event\",{}]");
            client.sends("421[\"chat:send\"]");
            client.sends("422[\"chat:send\",{},{}]");
            client.sends("423[\"chat:send\",\"text\"]");
            client.sends("424[\"chat:send\",{\"channel\":[],\"text\":{}}]");
            client.sends("425[\"chat:history\",{\"channel\":\"vendas\",\"limit\":-1}]");
            client.sends("426[7]");

            assertThat(client.awaits("430")).contains("\"unknown_event\"");
            for (var id = 1; id <= 5; id++) {
                assertThat(client.awaits("43" + id)).contains("\"invalid_payload\"");
            }
            assertThat(client.awaits("436")).contains("\"unknown_event\"");
        }
    }
}

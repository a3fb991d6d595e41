package io.arauto.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RawClient;
import io.arauto.testkit.RoundRobin;
import io.arauto.testkit.StockClient;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes, whose clocks do not agree, behind a balancer that knows no affinity: each request of a connection may reach either. */
class ForwardingTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes().withClockOfBWrongBy(Duration.ofHours(-1));

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");

    @Test
    void aPollingClientIsServedWhicheverNodeItsRequestsReach() throws Exception {
        var id = handshake(NODES.a());
        assertThat(post(
                                NODES.b(),
                                id,
                                "40"
                                        + new JsonObject()
                                                .put("token", joao.token())
                                                .encode())
                        .body())
                .isEqualTo("ok");
        var frames = new StringBuilder();
        for (var turn = 0; !frames.toString().contains("42[\"session\""); turn++) {
            frames.append(poll(turn % 2 == 0 ? NODES.b() : NODES.a(), id).body())
                    .append('\u001e');
        }
        assertThat(post(NODES.b(), id, "420[\"chat:send\",{\"channel\":\"vendas\",\"text\":\"oi 🙂\"}]")
                        .statusCode())
                .isEqualTo(200);
        for (var turn = 0;
                !(frames.toString().contains("430[") && frames.toString().contains("chat:message"));
                turn++) {
            frames.append(poll(turn % 2 == 0 ? NODES.a() : NODES.b(), id).body())
                    .append('\u001e');
        }

        assertThat(frames.toString()).contains("oi 🙂").contains("\"ok\"");
    }

    @Test
    void anUpgradeMayReachTheOtherNode() throws Exception {
        var id = handshake(NODES.a());
        var address = NODES.b().replaceFirst("^http", "ws") + "/socket.io/?EIO=4&transport=websocket&sid=" + id;
        try (var socket = RawClient.openAt(address)) {
            socket.sends("2probe");
            assertThat(socket.awaits("3probe")).isEqualTo("3probe");
            socket.sends("5");
            socket.sends("40" + new JsonObject().put("token", joao.token()).encode());
            socket.awaits("42[\"session\"");

            var text = "x".repeat(50_000);
            socket.sends("427[\"chat:send\",{\"channel\":\"vendas\",\"text\":\"" + text.substring(0, 9_000) + "\"}]");

            assertThat(socket.awaits("437[")).contains("\"ok\"");
            assertThat(socket.awaits("42[\"chat:message\"")).contains("xxxx");
        }
    }

    @Test
    void whoIsTakenOverIsToldSoWhicheverNodeItsNextPollReaches() throws Exception {
        var id = handshake(NODES.a());
        var connect = new JsonObject().put("token", joao.token());
        post(NODES.a(), id, "40" + connect.encode());
        var frames = new StringBuilder();
        while (!frames.toString().contains("42[\"session\"")) {
            frames.append(poll(NODES.a(), id).body()).append('\u001e');
        }
        var told = new JsonArray(frames.substring(frames.indexOf("42[") + 2, frames.lastIndexOf("]") + 1));
        try (var socket = RawClient.open(NODES.b())) {
            socket.sends("40"
                    + connect.put("pid", told.getJsonObject(1).getString("sessionId"))
                            .put("offset", told.getString(2))
                            .encode());
            socket.awaits("42[\"session\"");
            Eventually.isTrue("the first node has closed it", this::hasTakenOver);

            assertThat(poll(NODES.b(), id).body()).endsWith("1");
            assertThat(poll(NODES.b(), id).statusCode()).isEqualTo(400);
        }
    }

    private boolean hasTakenOver() throws Exception {
        var metrics = HttpRequest.newBuilder(URI.create(NODES.management(0) + "/metrics"))
                .build();
        return http.send(metrics, BodyHandlers.ofLines())
                .body()
                .anyMatch(line -> line.startsWith("arauto_connections_closed_total{reason=\"taken_over\"}")
                        && !line.endsWith(" 0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "polling websocket", "websocket"})
    void stockClientsNeedNoAffinity(String transports) {
        try (var balancer = RoundRobin.over(NODES.a(), NODES.b());
                var sender = StockClient.connect(balancer.url(), joao.token(), transports.split(" "));
                var receiver = StockClient.connect(balancer.url(), maria.token(), transports.split(" "))) {
            sender.awaits("session");
            receiver.awaits("session");
            var ids = new ArrayList<String>();
            for (var number = 0; number < 20; number++) {
                ids.add(sender.sendsChat("vendas", "m" + number));
            }

            assertThat(receiver.events().await("chat:message", ids.size()))
                    .extracting(message -> message.getString("id"))
                    .containsExactlyElementsOf(ids);
        }
    }

    @Test
    void aSessionOfNoNodeIsUnknownAtOnce() throws Exception {
        var id = handshake(NODES.a());
        var nowhere = "AAAAAAAA" + id.substring(8);

        assertThat(poll(NODES.b(), nowhere).statusCode()).isEqualTo(400);
        assertThat(poll(NODES.b(), nowhere).body()).contains("\"code\":1");
        assertThat(poll(NODES.b(), id.substring(0, 8) + "BBBBBBBBBBBBBBBBBBBB").body())
                .contains("\"code\":1");
        assertThat(post(NODES.b(), nowhere, "2").statusCode()).isEqualTo(400);
    }

    @Test
    void whoOnlySaysToBeANodeIsNotBelieved() throws Exception {
        var id = handshake(NODES.a());
        var request = HttpRequest.newBuilder(URI.create(NODES.a() + POLLING + "&sid=" + id))
                .header("Arauto-Forward", "1.00")
                .build();

        var answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Arauto-Forwarded")).isEmpty();
    }

    private String handshake(String url) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(URI.create(url + POLLING)).build(), BodyHandlers.ofString());
        return new JsonObject(answer.body().substring(1)).getString("sid");
    }

    private HttpResponse<String> poll(String url, String id) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + POLLING + "&sid=" + id)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, String id, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + POLLING + "&sid=" + id))
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}

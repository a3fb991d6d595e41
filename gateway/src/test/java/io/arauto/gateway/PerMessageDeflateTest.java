package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients whose messages are compressed, with Netty's implementation of that, among others. */
class PerMessageDeflateTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(Map.of("ARAUTO_PERMESSAGE_DEFLATE", "on"));

    private static final String PATH = "/socket.io/?EIO=4&transport=";
    private static final String LONG = "Pedido confirmado 🙂. ".repeat(200);

    private final String tenant = "t" + System.nanoTime();
    private final TestUser joao = TestUser.of(tenant, "1", "joao.silva", "vendas", "chat");
    private final TestUser maria = TestUser.of(tenant, "2", "maria.santos", "vendas", "chat");
    private final TestUser ana = TestUser.of(tenant, "3", "ana.lima", "vendas", "chat");
    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient(
            new WebSocketClientOptions().setTryUsePerMessageCompression(true).setCompressionAllowClientNoContext(true));

    private record Compressed(WebSocket socket, List<String> frames) {
        void sends(String frame) {
            await("write", socket.writeTextMessage(frame));
        }

        String awaits(String beginning) {
            return awaits(beginning, 1).getFirst();
        }

        List<String> awaits(String beginning, int count) {
            Eventually.holds(() -> assertThat(frames)
                    .filteredOn(it -> it.startsWith(beginning))
                    .hasSize(count));
            return frames.stream().filter(it -> it.startsWith(beginning)).toList();
        }
    }

    @AfterEach
    void close() {
        await("close", vertx.close());
    }

    @Test
    void allOfAChannelGetTheSameCompressedOrNot() {
        var plain = NODES.onA(maria);
        var elsewhere = NODES.onB(maria);
        var one = joined(NODES.a(), joao);
        var other = joined(NODES.a(), ana);

        var texts = IntStream.range(0, 20)
                .mapToObj(number -> number % 2 == 0 ? "mensagem " + number : number + LONG)
                .toList();
        for (var text : texts) {
            var sent = new JsonArray()
                    .add("chat:send")
                    .add(new JsonObject().put("channel", "vendas").put("text", text));
            one.sends("42" + sent.encode());
        }

        for (var received : List.of(plain, elsewhere)) {
            assertThat(received.events().await("chat:message", texts.size()))
                    .extracting(message -> message.getString("text"))
                    .containsExactlyElementsOf(texts);
        }
        for (var compressed : List.of(one, other)) {
            assertThat(compressed.awaits("42[\"chat:message\"", texts.size()))
                    .extracting(PerMessageDeflateTest::text)
                    .containsExactlyElementsOf(texts);
        }
    }

    @Test
    void whatWasMissedComesCompressedToo() {
        var sender = NODES.onA(maria);
        var away = joined(NODES.a(), joao);
        var told = new JsonArray(away.awaits("42[\"session\"").substring(2));
        await("close", away.socket().close());
        var missed = IntStream.range(0, 5).mapToObj(number -> number + LONG).toList();
        missed.forEach(text -> sender.sendsChat("vendas", text));

        var back = open(NODES.b(), "websocket");
        back.sends("40"
                + new JsonObject()
                        .put("token", joao.token())
                        .put("pid", told.getJsonObject(1).getString("sessionId"))
                        .put("offset", told.getString(2))
                        .encode());

        assertThat(back.awaits("42[\"session\"")).contains("\"recovered\":true");
        assertThat(back.awaits("42[\"chat:message\"", missed.size()))
                .extracting(PerMessageDeflateTest::text)
                .containsExactlyElementsOf(missed);
    }

    @Test
    void anUpgradeThatReachesTheOtherNodeIsCompressedAllTheWay() throws Exception {
        var opening =
                HttpRequest.newBuilder(URI.create(NODES.a() + PATH + "polling")).build();
        try (var http = HttpClient.newHttpClient()) {
            var opened = http.send(opening, BodyHandlers.ofString()).body();
            var id = new JsonObject(opened.substring(1)).getString("sid");
            var upgrading = open(NODES.b(), "websocket&sid=" + id);
            upgrading.sends("2probe");
            upgrading.awaits("3probe");
            upgrading.sends("5");
            upgrading.sends("40" + new JsonObject().put("token", joao.token()).encode());
            upgrading.awaits("42[\"session\"");

            NODES.onA(maria).sendsChat("vendas", LONG);

            assertThat(text(upgrading.awaits("42[\"chat:message\""))).isEqualTo(LONG);
        }
    }

    private Compressed joined(String url, TestUser user) {
        var opened = open(url, "websocket");
        opened.sends("40" + new JsonObject().put("token", user.token()).encode());
        opened.awaits("42[\"session\"");
        return opened;
    }

    private Compressed open(String url, String transport) {
        var frames = new CopyOnWriteArrayList<String>();
        var socket = await(
                "a WebSocket",
                client.webSocket()
                        .textMessageHandler(frames::add)
                        .connect(new WebSocketConnectOptions()
                                .setHost("127.0.0.1")
                                .setPort(URI.create(url).getPort())
                                .setURI(PATH + transport)));
        assertThat(socket.headers().get("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
        return new Compressed(socket, frames);
    }

    private static String text(String frame) {
        return new JsonArray(frame.substring(2)).getJsonObject(1).getString("text");
    }

    private static <T> T await(String what, Future<T> future) {
        return Eventually.completes(what, future.toCompletionStage().toCompletableFuture());
    }
}

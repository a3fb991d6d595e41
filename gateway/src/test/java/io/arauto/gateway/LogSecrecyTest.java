package io.arauto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.arauto.config.Environment;
import io.arauto.process.JsonLines;
import io.arauto.process.Launcher;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.RawClient;
import io.arauto.testkit.RestClient;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What is secret is never logged, at whatever level, in whatever goes wrong. */
class LogSecrecyTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private static final String PASSWORD = "hunter2-and-more";

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.arauto");
    private final Lines lines = new Lines();
    private final TestUser joao = TestUser.of("acme", "1", "joao.silva", "vendas", "chat");

    /** As containers write them. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final JsonLines json = new JsonLines();
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            written.add(new String(json.encode(event), StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void listen() {
        lines.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        lines.start();
        ours.setLevel(Level.TRACE);
        root.addAppender(lines);
    }

    @AfterEach
    void leave() {
        root.detachAppender(lines);
        ours.setLevel(Level.INFO);
    }

    @Test
    void tokensOfWhateverKindAreNot() throws Exception {
        var forged = Tokens.sign(joao.claims(Duration.ofHours(1)), "another-secret-that-is-long-enough-too");
        var tokens = List.of(PASSWORD, "a." + PASSWORD + ".c", forged, forged + "\n" + PASSWORD, joao.token());
        for (var token : tokens) {
            try (var socket = RawClient.open(NODES.a())) {
                socket.sends("40" + new JsonObject().put("token", token).encode());
                socket.awaits("4");
            }
            if (token.indexOf('\n') < 0) {
                new RestClient(NODES.a(), token).get("/channels?token=" + PASSWORD);
                new RestClient(NODES.a(), token).post("/messages", new JsonObject().put(PASSWORD, token));
            }
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            NODES.a() + "/socket.io/?EIO=4&transport=polling&token=" + PASSWORD))
                                    .header("Arauto-Forward", PASSWORD)
                                    .build(),
                            BodyHandlers.discarding());
        }

        try (var socket = RawClient.open(NODES.a())) {
            socket.sends("40" + new JsonObject().put("token", joao.token()).encode());
            socket.awaits("42[\"session\"");
            for (var token : tokens) {
                socket.sends("420[\"auth:refresh\","
                        + new JsonObject().put("token", token).encode() + "]");
            }
            socket.sends("421[\"" + PASSWORD + "\",{\"" + PASSWORD + "\":[]}]");
            socket.awaits("431");
            socket.sends("42[\"chat:send\",{\"text\":\"" + PASSWORD);
            Eventually.completes("close", socket.closed());
        }

        assertNothingOf(PASSWORD, forged, joao.token(), Tokens.SECRET);
    }

    @Test
    void passwordsOfServersThatAreAwayAreNot() {
        var vertx = Launcher.vertx();
        var gateway = await(Gateway.create(
                vertx,
                GatewayConfig.from(Environment.of(Map.of(
                        "SOCKET_HOST", "127.0.0.1",
                        "SOCKET_PORT", "0",
                        "ARAUTO_MANAGEMENT_PORT", "0",
                        "ARAUTO_JWT_SECRET", Tokens.SECRET,
                        "ARAUTO_DRAIN_TIME", "0ms",
                        "REDIS_URL", "redis://arauto:" + PASSWORD + "@127.0.0.1:1",
                        "DATABASE_URL", "postgresql://arauto:" + PASSWORD + "@127.0.0.1:1/arauto")))));
        await(gateway.start());
        try {
            Eventually.isTrue(
                    "Redis is missed",
                    () -> lines.written.stream().anyMatch(line -> line.contains("redis_connect_failed")));
            new RestClient("http://127.0.0.1:" + gateway.clientPort(), joao.token()).get("/channels/geral/messages");
        } finally {
            await(gateway.stop());
            await(vertx.close());
        }

        assertNothingOf(PASSWORD, Tokens.SECRET);
    }

    private void assertNothingOf(String... secrets) {
        assertThat(lines.written).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    private static <T> T await(Future<T> future) {
        return Eventually.completes("a node", future.toCompletionStage().toCompletableFuture());
    }
}

package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.EngineConfig;
import io.arauto.gateway.engineio.EngineListener;
import io.arauto.gateway.engineio.EngineServer;
import io.arauto.gateway.engineio.EngineSocket;
import io.arauto.gateway.engineio.Frame;
import io.arauto.gateway.engineio.Solitude;
import io.arauto.gateway.engineio.TrustedProxies;
import io.arauto.testkit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a polling client is told that has no poll pending at the moment when its connection is closed. */
class FarewellTest {
    private static final String PATH = "/engine.io/";
    private static final int ROOM = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    /** Sends back what it hears, until that is the name of a reason to close. */
    private record Closer(EngineSocket socket) implements EngineListener {
        @Override
        public void onText(String message) {
            if (message.startsWith("close ")) {
                socket.close(CloseReason.valueOf(message.substring("close ".length())));
            } else {
                socket.send(Frame.text(message));
            }
        }

        @Override
        public void onBinary(Buffer message) {}

        @Override
        public void onClose(CloseReason reason) {}
    }

    @BeforeEach
    void start() throws Exception {
        start(Duration.ofMinutes(1));
    }

    private void start(Duration farewellTimeout) throws Exception {
        var config = new EngineConfig(
                PATH,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                farewellTimeout,
                1_000_000,
                1_000_000,
                false,
                Set.of(),
                TrustedProxies.of(Set.of()).orElseThrow());
        var engine = new EngineServer(config, _ -> Optional.empty(), new Solitude(), Closer::new);
        port = vertx.createHttpServer()
                .requestHandler(engine::handle)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void theNextPollGetsWhatWasStillToBeSaidOnce() {
        var client = PollingClient.open(port, PATH);

        assertThat(client.posts("4olá\u001e4close DRAINING").body()).isEqualTo("ok");

        assertThat(client.polls().body()).isEqualTo("4olá\u001e1");
        assertThat(client.polls().statusCode()).isEqualTo(400);
        assertThat(client.posts("4olá").statusCode()).isEqualTo(400);
    }

    @Test
    void aPendingPollGetsItAtOnce() {
        var client = PollingClient.open(port, PATH);
        var poll = client.pollsMeanwhile();
        client.posts("4olá\u001e4close DRAINING");

        assertThat(poll.join().body()).isEqualTo("4olá\u001e1");
    }

    @ParameterizedTest
    @CsvSource({"SLOW_CONSUMER, 400", "PING_TIMEOUT, 400", "UNAVAILABLE, 200", "TAKEN_OVER, 200"})
    void nothingIsKeptForOneThatHasGoneOrDoesNotRead(String reason, int status) {
        var client = PollingClient.open(port, PATH);
        client.posts("4olá\u001e4close " + reason);

        assertThat(client.polls().statusCode()).isEqualTo(status);
    }

    @Test
    void nothingIsKeptForLong() throws Exception {
        start(Duration.ofMillis(100));
        var client = PollingClient.open(port, PATH);
        client.posts("4close DRAINING");

        Eventually.isTrue("it is unknown", () -> !isKnown(client));

        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void untilThenItIsKnown() {
        var client = PollingClient.open(port, PATH);
        client.posts("4close DRAINING");

        assertThat(isKnown(client)).isTrue();
    }

    /** By a request that takes nothing with it: polling has no use for its method. */
    private boolean isKnown(PollingClient client) {
        return PollingClient.fetch(port, client.target(), "PUT", "").statusCode() == 500;
    }

    @Test
    void thereIsRoomForSoManyAndOthersAreUnknown() {
        var known = 0;
        for (var number = 0; number < ROOM + 10; number++) {
            PollingClient.open(port, PATH).posts("4close DRAINING");
        }
        for (var number = 0; number < 10; number++) {
            var client = PollingClient.open(port, PATH);
            client.posts("4close DRAINING");
            known += client.polls().statusCode() == 200 ? 1 : 0;
        }

        assertThat(known).isZero();
    }
}

package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineHeartbeatTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    @Test
    void pollingIsPingedAsLongAsItAnswers() {
        var client = SERVER.polling("/engine.io/");
        for (var ping = 0; ping < 3; ping++) {
            assertThat(client.polls().body()).isEqualTo("2");
            assertThat(client.posts("3").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aWebSocketIsPingedAsLongAsItAnswers() {
        var socket = SERVER.webSocket("/engine.io/");
        socket.next();
        for (var ping = 0; ping < 3; ping++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.sends("3");
        }
        socket.closes();
    }

    /** The public suites look exactly then. */
    @RepeatedTest(3)
    void aPollingSessionWithoutAPongIsOverAfterIntervalAndTimeout() {
        var client = SERVER.polling("/engine.io/");

        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS))
                .join();

        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void aWebSocketWithoutAPongIsClosed() {
        var socket = SERVER.webSocket("/engine.io/");
        assertThat(socket.next()).startsWith("0");
        assertThat(socket.next()).isEqualTo("2");
        socket.sends("4data is no pong");
        assertThat(socket.next()).isEqualTo("4data is no pong");
        assertThat(socket.next()).startsWith("close");
    }

    @Test
    void aClientThatPingsIsClosed() {
        var socket = SERVER.webSocket("/engine.io/");
        socket.next();
        socket.sends("2");
        assertThat(socket.next()).startsWith("close");
    }
}

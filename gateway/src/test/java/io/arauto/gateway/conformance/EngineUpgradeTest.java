package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EngineUpgradeTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    private final PollingClient polling = SERVER.polling("/engine.io/");

    @Test
    void pollingMovesToAWebSocketAfterAProbe() {
        var socket = SERVER.webSocket(polling);
        socket.sends("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        assertThat(polling.polls().body()).isEqualTo("6");
        socket.sends("5");
        socket.sends("4hello");
        assertThat(socket.next()).isEqualTo("4hello");
    }

    @Test
    void aPollThatWaitsIsEndedByTheProbe() throws Exception {
        var poll = polling.pollsMeanwhile();
        var socket = SERVER.webSocket(polling);
        socket.sends("2probe");
        assertThat(poll.get().body()).isEqualTo("6");
    }

    @Test
    void whatWaitedForAPollFollowsOverTheWebSocketInOrder() {
        var socket = SERVER.webSocket(polling);
        polling.posts("4one\u001e4two");
        socket.sends("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        polling.posts("4three");
        socket.sends("5");
        socket.sends("4four");
        assertThat(socket.next()).isEqualTo("4one");
        assertThat(socket.next()).isEqualTo("4two");
        assertThat(socket.next()).isEqualTo("4three");
        assertThat(socket.next()).isEqualTo("4four");
    }

    @RepeatedTest(20)
    void afterTheUpgradePollsAreRefusedAndTheWebSocketGoesOn() {
        var socket = SERVER.webSocket(polling);
        socket.sends("2probe");
        socket.sends("5");
        assertThat(polling.polls().statusCode()).isEqualTo(400);
        socket.sends("4hello");
        assertThat(socket.next()).isEqualTo("3probe");
        assertThat(socket.next()).isEqualTo("4hello");
        assertThat(polling.posts("4more").statusCode()).isEqualTo(400);
    }

    @Test
    void afterTheUpgradeAnotherWebSocketIsClosedAndTheFirstGoesOn() {
        var socket = SERVER.webSocket(polling);
        socket.sends("2probe");
        socket.sends("5");
        SERVER.webSocket(polling).isClosed();
        socket.sends("4hello");
        assertThat(socket.next()).isEqualTo("3probe");
        assertThat(socket.nextBesidesPings()).isEqualTo("4hello");
    }

    @Test
    void aSecondProbeIsClosedAndTheFirstGoesOn() {
        var socket = SERVER.webSocket(polling);
        SERVER.webSocket(polling).isClosed();
        socket.sends("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
    }

    @Test
    void aProbeThatFailsLeavesPollingAsItWas() {
        var socket = SERVER.webSocket(polling);
        socket.sends("4not a probe");
        socket.isClosed();

        polling.posts("4hello");
        assertThat(polling.polls().body()).isEqualTo("4hello");
        var again = SERVER.webSocket(polling);
        again.sends("2probe");
        assertThat(again.next()).isEqualTo("3probe");
    }
}

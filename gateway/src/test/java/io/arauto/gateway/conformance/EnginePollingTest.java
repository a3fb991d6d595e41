package io.arauto.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePollingTest {
    @RegisterExtension
    static final RunningConformanceServer SERVER = new RunningConformanceServer();

    private final PollingClient client = SERVER.polling("/engine.io/");

    @ParameterizedTest
    @ValueSource(
            strings = {"4hello", "4", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA==", "4a\u001eb\u001e4olá €"
            })
    void aPayloadComesBack(String payload) {
        var posted = client.posts(payload);

        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(posted.headers().firstValue("content-type")).contains("text/html");
        var polled = client.polls();
        assertThat(polled.statusCode()).isEqualTo(200);
        assertThat(polled.body()).isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "4hello\u001e", "\u001e", "bnot base64!", "2", "2probe", "7"})
    void aMalformedPayloadEndsTheSession(String payload) {
        assertThat(client.posts(payload).statusCode()).isIn(200, 400);

        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void aBinaryBodyEndsTheSession() {
        var response = PollingClient.send(PollingClient.request(
                        SERVER.port(), client.target(), "POST", BodyPublishers.ofByteArray(new byte[] {4}))
                .header("Content-Type", "application/octet-stream"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void aPayloadThatIsTooLargeIsRefusedAndTheSessionGoesOn() {
        assertThat(client.posts("4" + "a".repeat(1_000_000)).statusCode()).isEqualTo(413);

        var largest = "4" + "a".repeat(999_999);
        assertThat(client.posts(largest).statusCode()).isEqualTo(200);
        assertThat(client.polls().body()).isEqualTo(largest);
    }

    @Test
    void aSecondPollEndsBothAndTheSession() throws Exception {
        var first = client.pollsMeanwhile();
        var second = client.pollsMeanwhile();

        assertThat(first.get().statusCode() + second.get().statusCode()).isEqualTo(600);
        assertThat(
                        first.get().statusCode() == 200
                                ? first.get().body()
                                : second.get().body())
                .isEqualTo("1");
        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void aSecondPostEndsTheSession() throws Exception {
        try (var _ = new HalfPost()) {
            Eventually.holds(
                    () -> assertThat(client.posts("4hello").statusCode()).isEqualTo(400));
        }
        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void aPostThatBreaksOffEndsTheSession() throws Exception {
        new HalfPost().close();

        Eventually.holds(() -> assertThat(client.polls().statusCode()).isEqualTo(400));
    }

    @Test
    void aPollThatIsAbandonedEndsTheSession() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            write(socket, "GET " + client.target() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        Eventually.holds(() -> assertThat(client.posts("4hello").statusCode()).isEqualTo(400));
    }

    @Test
    void aClientThatSaysGoodByeGetsANoopAndNoMore() throws Exception {
        var poll = client.pollsMeanwhile();

        assertThat(client.posts("1").body()).isEqualTo("ok");

        if (poll.get().statusCode() == 200) {
            assertThat(poll.get().body()).isEqualTo("6");
        }
        assertThat(client.polls().statusCode()).isEqualTo(400);
    }

    @Test
    void methodsButGetAndPostAreRefused() {
        assertThat(PollingClient.fetch(SERVER.port(), client.target(), "DELETE", "")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    /** A POST whose body is never completed. */
    private final class HalfPost implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port());

        HalfPost() throws IOException {
            write(
                    socket,
                    "POST " + client.target() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n4hello");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void write(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}

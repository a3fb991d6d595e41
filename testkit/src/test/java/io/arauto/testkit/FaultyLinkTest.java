package io.arauto.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {

    private ServerSocket server;
    private FaultyLink link;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        link = FaultyLink.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        server.close();
    }

    @Test
    void carriesBothWaysAndPassesTheEndOn() throws Exception {
        try (var near = connect();
                var far = server.accept()) {
            send(near, "ping");
            assertThat(receive(far, 4)).isEqualTo("ping");
            send(far, "pong");
            assertThat(receive(near, 4)).isEqualTo("pong");

            near.shutdownOutput();
            assertThat(far.getInputStream().read()).isEqualTo(-1);
        }
        Eventually.isTrue("the wire is gone", () -> link.connections() == 0);
    }

    @Test
    void cutResetsWhatExistsAndRefusesWhatComes() throws Exception {
        try (var near = connect();
                var far = server.accept()) {
            Eventually.isTrue("connected", () -> link.connections() == 1);
            link.cut();

            assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(IOException.class);
            try (var late = connect()) {
                assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(IOException.class);
            }
        }
        link.mend();
        try (var near = connect();
                var far = server.accept()) {
            send(near, "x");
            assertThat(receive(far, 1)).isEqualTo("x");
        }
    }

    @Test
    void stallKeepsConnectionsOpenAndDataBackUntilItFlows() throws Exception {
        try (var near = connect();
                var far = server.accept()) {
            link.stall();
            send(near, "kept");
            far.setSoTimeout(100);
            assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            link.flow();
            far.setSoTimeout(10_000);
            assertThat(receive(far, 4)).isEqualTo("kept");
        }
    }

    @Test
    void delayHoldsDataBackAndKeepsItsOrder() throws Exception {
        link.delay(Duration.ofMillis(200));
        try (var near = connect();
                var far = server.accept()) {
            send(near, "a");
            send(near, "b");
            far.setSoTimeout(20);
            assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            far.setSoTimeout(10_000);
            assertThat(receive(far, 2)).isEqualTo("ab");
        }
    }

    @Test
    void leadsNewConnectionsElsewhere() throws Exception {
        try (var other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            link.leadTo(other.getLocalPort());
            try (var near = connect();
                    var far = other.accept()) {
                send(near, "x");
                assertThat(receive(far, 1)).isEqualTo("x");
            }
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }
}

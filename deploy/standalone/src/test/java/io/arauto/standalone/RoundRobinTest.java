package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.embedded.FreePort;
import io.arauto.testkit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

    private static final int BIG = 10_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<SocketAddress> ready = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final int entrance = Installation.await(new RoundRobin(vertx, () -> ready).listen("127.0.0.1", 0));

    @AfterEach
    void close() {
        Installation.await(vertx.close());
    }

    @Test
    void eachConnectionGoesToTheNext() throws IOException {
        for (var name : List.of("a", "b", "c")) {
            ready.add(greeter(name));
        }

        var greeted = new ArrayList<String>();
        for (var connection = 0; connection < 6; connection++) {
            greeted.add(greeting());
        }

        assertThat(greeted.subList(0, 3)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(greeted.subList(3, 6)).isEqualTo(greeted.subList(0, 3));
    }

    @Test
    void whatRefusesIsPassedOver() throws IOException {
        ready.addAll(List.of(nobody(), greeter("alive"), nobody()));

        for (var connection = 0; connection < 6; connection++) {
            assertThat(greeting()).isEqualTo("alive");
        }
    }

    @Test
    void whereNobodyIsReadyAConnectionEnds() throws IOException {
        assertThat(greeting()).isEmpty();

        ready.add(nobody());
        assertThat(greeting()).isEmpty();
    }

    @Test
    void bytesArriveAsTheyWereBothWaysHoweverMany() throws Exception {
        ready.add(address(vertx.createNetServer().connectHandler(socket -> socket.pipeTo(socket))));
        var sent = new byte[BIG];
        IntStream.range(0, BIG).forEach(at -> sent[at] = (byte) (at * 31));

        try (var client = new Socket(InetAddress.getLoopbackAddress(), entrance)) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    client.getOutputStream().write(sent);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            assertThat(client.getInputStream().readNBytes(BIG)).isEqualTo(sent);
            sender.join();
        }
    }

    @Test
    void aClientThatGoesOrIsCutTakesItsConnectionToTheGatewayAlong() throws IOException {
        ready.add(greeter("a"));

        var goes = connected();
        var isCut = connected();
        isCut.setSoLinger(true, 0);
        Eventually.isTrue("both are connected", () -> connections.get() == 2);
        goes.close();
        isCut.close();

        Eventually.isTrue("nobody is connected", () -> connections.get() == 0);
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), entrance);
        assertThat(socket.getInputStream().read()).isEqualTo('a');
        return socket;
    }

    /** Says its name and ends the connection when the client does. */
    private SocketAddress greeter(String name) {
        return address(vertx.createNetServer().connectHandler(socket -> {
            connections.incrementAndGet();
            socket.closeHandler(_ -> connections.decrementAndGet());
            socket.write(name);
        }));
    }

    private SocketAddress address(NetServer server) {
        return SocketAddress.inetSocketAddress(
                Installation.await(server.listen(0, "127.0.0.1")).actualPort(), "127.0.0.1");
    }

    private static SocketAddress nobody() {
        return SocketAddress.inetSocketAddress(FreePort.find(), "127.0.0.1");
    }

    /** What one new connection is greeted with, one letter or more; nothing when it ends. */
    private String greeting() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), entrance)) {
            var greeting = new byte[16];
            var length = socket.getInputStream().read(greeting);
            return new String(greeting, 0, Math.max(length, 0), StandardCharsets.UTF_8);
        }
    }
}

package io.arauto.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A load balancer without affinity: each new connection goes to the next node. */
public final class RoundRobin implements AutoCloseable {

    private final ServerSocket entrance;
    private final List<Integer> ports;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Valve valve = new Valve();

    private RoundRobin(ServerSocket entrance, List<Integer> ports) {
        this.entrance = entrance;
        this.ports = ports;
    }

    /** Between nodes by their addresses on the loopback interface. */
    public static RoundRobin over(String... urls) {
        try {
            var ports =
                    List.of(urls).stream().map(url -> URI.create(url).getPort()).toList();
            var balancer = new RoundRobin(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), ports);
            Thread.ofVirtual().name("round-robin").start(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        for (var turn = 0; !entrance.isClosed(); turn++) {
            try {
                connect(entrance.accept(), ports.get(turn % ports.size()));
            } catch (IOException e) {
                // The entrance was closed, or the node refused: then the one who came in sees a reset.
            }
        }
    }

    private void connect(Socket client, int port) throws IOException {
        try {
            var wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), port), valve, wires::remove);
            wires.add(wire);
            wire.start();
        } catch (IOException e) {
            Wire.reset(client);
            throw e;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    @Override
    public void close() {
        wires.forEach(Wire::cut);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.arauto.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A load balancer without affinity: each new connection goes to the next node that takes it. */
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
        var order = new ArrayList<>(ports);
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                Collections.rotate(order, -1);
                lead(client, order);
            } catch (IOException e) {
                // The entrance was closed.
            }
        }
    }

    private void lead(Socket client, List<Integer> nodes) throws IOException {
        for (var port : nodes) {
            try {
                var wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), port), valve, wires::remove);
                wires.add(wire);
                wire.start();
                return;
            } catch (ConnectException away) {
                // The next one may be there.
            }
        }
        Wire.reset(client);
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

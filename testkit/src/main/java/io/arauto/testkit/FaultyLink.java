package io.arauto.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback interface that misbehaves on demand. Its own port never changes, so whoever connects through it
 * sees the network break, stall or lead elsewhere as it would in earnest.
 */
public final class FaultyLink implements AutoCloseable {

    private final ServerSocket entrance;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Valve valve = new Valve();
    private volatile int target;
    private volatile boolean isCut;

    private FaultyLink(int target, ServerSocket entrance) {
        this.target = target;
        this.entrance = entrance;
    }

    /** A link to a port of the loopback interface. */
    public static FaultyLink to(int port) {
        try {
            var link = new FaultyLink(port, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("faulty-link").start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // The entrance was closed, or the target refused: then the one who came in sees a reset.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (isCut) {
            Wire.reset(client);
            return;
        }
        try {
            var wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), target), valve, wires::remove);
            wires.add(wire);
            wire.start();
            if (isCut) {
                wire.cut();
            }
        } catch (IOException e) {
            Wire.reset(client);
            throw e;
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Resets every connection and refuses new ones until {@link #mend()}. */
    public void cut() {
        isCut = true;
        wires.forEach(Wire::cut);
    }

    /** New connections are let through again. */
    public void mend() {
        isCut = false;
    }

    /** New connections lead to another port; those that exist stay. */
    public void leadTo(int port) {
        target = port;
    }

    /** Keeps every connection open and lets nothing through, as when a cable is pulled: neither side is told. */
    public void stall() {
        valve.close();
    }

    /** What was kept back goes on, and all that follows. */
    public void flow() {
        valve.open();
    }

    /** Holds each piece of data back for so long, in both directions, without lowering the rate. */
    public void delay(Duration delay) {
        valve.delay(delay);
    }

    /** How many connections lead through it. */
    public int connections() {
        return wires.size();
    }

    @Override
    public void close() {
        cut();
        valve.open();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

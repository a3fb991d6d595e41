package io.arauto.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A port of the loopback interface that nobody listens on at this moment. It is below those that systems give to connections of their own
 * (ip(7), {@code ip_local_port_range}; RFC 6335, section 6), so that none of these takes it before a server does, or while the server is away.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;

    /** Processes begin in different places, and none is given the same port twice before all others. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** Another process may take it before the caller does; whoever binds it must expect that. */
    public static int find() {
        return IntStream.range(0, COUNT)
                .map(_ -> FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() -> new EmbeddedServerException("no free port on the loopback interface"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}

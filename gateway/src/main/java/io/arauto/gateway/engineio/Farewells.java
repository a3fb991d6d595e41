package io.arauto.gateway.engineio;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Polling connections that we have closed while no poll was pending: what was still to be said is kept for the next one, for a while. There
 * is room for so many; others find out by an unknown session.
 */
final class Farewells {
    private static final int MOST = 1_000;

    private final Loops loops;
    private final ConcurrentHashMap<String, EngineSocket> leaving = new ConcurrentHashMap<>();

    Farewells(Loops loops) {
        this.loops = loops;
    }

    /** On the socket's event loop. */
    void expect(EngineSocket socket, CloseReason reason) {
        if (reason.isForTheClientToKnow() && socket.transport() instanceof PollingTransport && leaving.size() < MOST) {
            leaving.put(socket.id(), socket);
            loops.of(socket.context()).farewells().run(_ -> leaving.remove(socket.id()));
        }
    }

    @Nullable
    EngineSocket find(String id) {
        return leaving.get(id);
    }
}

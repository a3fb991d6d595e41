package io.arauto.gateway.engineio;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The event loops of a server, each with what its sockets share. */
final class Loops {
    private final EngineConfig config;
    private final ConcurrentHashMap<EventLoop, Loop> loops = new ConcurrentHashMap<>();

    Loops(EngineConfig config) {
        this.config = config;
    }

    /** That of a request, while it is handled. */
    Loop current() {
        return of(Objects.requireNonNull(Vertx.currentContext(), "requests come on event loops"));
    }

    Loop of(Context context) {
        return loops.computeIfAbsent(((ContextInternal) context).nettyEventLoop(), loop -> Loop.of(loop, config));
    }
}

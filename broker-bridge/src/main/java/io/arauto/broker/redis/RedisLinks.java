package io.arauto.broker.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The command links of a process: one for each event loop that calls, so that what a session sends stays in order and no call hops
 * between threads.
 */
public final class RedisLinks {
    private final Vertx vertx;
    private final RedisSettings settings;
    private final ContextInternal home;
    private final ConcurrentHashMap<EventLoop, RedisLink> links = new ConcurrentHashMap<>();

    public RedisLinks(Vertx vertx, RedisSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.home = (ContextInternal) vertx.getOrCreateContext();
    }

    /** The link of the calling event loop; callers on other threads share the one of the process. */
    public RedisLink current() {
        return Vertx.currentContext() instanceof ContextInternal context && context.isEventLoopContext()
                ? of(context)
                : home();
    }

    /** The link of the calling event loop to the server that holds a partition. One server holds all of them. */
    public RedisLink to(Partition partition) {
        return current();
    }

    /** The link of the process itself. */
    public RedisLink home() {
        return of(home);
    }

    public Context homeContext() {
        return home;
    }

    public Future<Void> close() {
        return Future.all(links.values().stream().map(RedisLink::close).toList())
                .mapEmpty();
    }

    private RedisLink of(ContextInternal context) {
        return links.computeIfAbsent(context.nettyEventLoop(), _ -> new RedisLink(vertx, context.unwrap(), settings));
    }
}

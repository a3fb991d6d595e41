package io.arauto.broker.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The command links of a process: one for each event loop that calls, so that what a session sends stays in order and no call hops
 * between threads. The one place that knows which server holds which partition.
 */
public final class RedisLinks {
    private final VertxInternal vertx;
    private final RedisSettings settings;
    private final ContextInternal home;
    private final ConcurrentHashMap<EventLoop, RedisLink> links = new ConcurrentHashMap<>();

    public RedisLinks(Vertx vertx, RedisSettings settings) {
        this.vertx = (VertxInternal) vertx;
        this.settings = settings;
        this.home = contextOf(((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop());
    }

    /** The link of the calling event loop to the server that holds a partition: one server holds all of them. */
    public RedisLink to(Partition partition) {
        return Vertx.currentContext() instanceof ContextInternal context && context.isEventLoopContext()
                ? of(context.nettyEventLoop())
                : home();
    }

    /** The link of the process itself, which callers on other threads share. */
    public RedisLink home() {
        return of(home.nettyEventLoop());
    }

    /** Where the state of the process itself lives. */
    public Context homeContext() {
        return home;
    }

    public Future<Void> close() {
        return Future.all(links.values().stream().map(RedisLink::close).toList())
                .mapEmpty();
    }

    private RedisLink of(EventLoop loop) {
        var link = links.get(loop);
        return link != null ? link : links.computeIfAbsent(loop, this::open);
    }

    private RedisLink open(EventLoop loop) {
        return new RedisLink(vertx, contextOf(loop), settings);
    }

    /** A context of no deployment: a link outlives the verticle that happens to use it first. */
    private ContextInternal contextOf(EventLoop loop) {
        return vertx.contextBuilder()
                .withThreadingModel(ThreadingModel.EVENT_LOOP)
                .withEventLoop(loop)
                .build();
    }
}

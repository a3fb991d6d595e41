package io.arauto.broker.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.ConcurrentHashMap;

/** A server that holds some of the partitions: how it is reached, and the links of all event loops that call it. */
public final class Shard {
    private final VertxInternal vertx;
    private final RedisSettings settings;
    private final RedisAddress address;
    private final Place place;
    private final ConcurrentHashMap<EventLoop, RedisLink> links = new ConcurrentHashMap<>();

    Shard(VertxInternal vertx, RedisSettings settings, RedisAddress address, Place place) {
        this.vertx = vertx;
        this.settings = settings;
        this.address = address;
        this.place = place;
    }

    RedisOptions options() {
        return settings.options(address);
    }

    /** Succeeds when the server is the one that it is taken for. */
    Future<Void> check(RedisConnection connection) {
        return place.take(connection);
    }

    RedisLink link(EventLoop loop) {
        var link = links.get(loop);
        return link != null ? link : links.computeIfAbsent(loop, this::open);
    }

    private RedisLink open(EventLoop loop) {
        return new RedisLink(vertx, contextOf(vertx, loop), this, settings);
    }

    Future<Void> close() {
        return Future.all(links.values().stream().map(RedisLink::close).toList())
                .mapEmpty();
    }

    /** A context of no deployment: a link outlives the verticle that happens to use it first. */
    static ContextInternal contextOf(VertxInternal vertx, EventLoop loop) {
        return vertx.contextBuilder()
                .withThreadingModel(ThreadingModel.EVENT_LOOP)
                .withEventLoop(loop)
                .build();
    }

    /** For logs. */
    @Override
    public String toString() {
        return address.toString();
    }
}

package io.arauto.broker.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A server that holds some of the partitions: how it is reached, and the links of all event loops that call it. */
public final class Shard {
    private final VertxInternal vertx;
    private final RedisSettings settings;
    private final RedisAddress address;
    private final @Nullable Place place;
    private final @Nullable Detour detour;
    private final Seldom unreachable = new Seldom();
    private final Seldom refusing = new Seldom();
    private final ConcurrentHashMap<EventLoop, RedisLink> links = new ConcurrentHashMap<>();

    /**
     * @param place which of several it is; none for one that is found otherwise
     * @param detour for commands that it sends elsewhere
     */
    Shard(
            VertxInternal vertx,
            RedisSettings settings,
            RedisAddress address,
            @Nullable Place place,
            @Nullable Detour detour) {
        this.vertx = vertx;
        this.settings = settings;
        this.address = address;
        this.place = place;
        this.detour = detour;
    }

    RedisOptions options() {
        return settings.options(address);
    }

    /** Succeeds when the server is the one that it is taken for. */
    Future<Void> check(RedisConnection connection) {
        return place == null ? Future.succeededFuture() : place.take(connection);
    }

    @Nullable
    Detour detour() {
        return detour;
    }

    /** When it is time to log that it can't be reached. */
    Seldom unreachable() {
        return unreachable;
    }

    /** When it is time to log that it refuses commands. */
    Seldom refusing() {
        return refusing;
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

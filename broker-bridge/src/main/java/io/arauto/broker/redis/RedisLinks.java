package io.arauto.broker.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The command links of a process: for each server one for each event loop that calls, so that what a session sends stays in order and no call
 * hops between threads.
 */
public final class RedisLinks {
    private final ContextInternal home;
    private final ShardMap shards;
    private final @Nullable ClusterMap cluster;

    public RedisLinks(Vertx vertx, RedisSettings settings) {
        var loops = (VertxInternal) vertx;
        this.home = Shard.contextOf(loops, ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop());
        var url = settings.parsed();
        this.cluster = url.isCluster() ? new ClusterMap(loops, home, settings, url.servers()) : null;
        this.shards = cluster == null ? independent(loops, settings, url.servers()) : cluster.map();
    }

    private static ShardMap independent(VertxInternal vertx, RedisSettings settings, List<RedisAddress> servers) {
        return new ShardMap(IntStream.range(0, servers.size())
                .mapToObj(index ->
                        new Shard(vertx, settings, servers.get(index), new Place(index + 1, servers.size()), null))
                .toList());
    }

    /** The link to the server that holds a partition: that of the calling event loop; callers on other threads share one. */
    public RedisLink to(Partition partition) {
        return shards.of(partition).link(callingLoop());
    }

    private EventLoop callingLoop() {
        return Vertx.currentContext() instanceof ContextInternal context && context.isEventLoopContext()
                ? context.nettyEventLoop()
                : home.nettyEventLoop();
    }

    /** The server that holds a partition. */
    public Shard shard(Partition partition) {
        return shards.of(partition);
    }

    /** Tells the partitions that a server holds. */
    public Predicate<Partition> on(Shard shard) {
        return partition -> shard(partition).equals(shard);
    }

    /** The first of the partitions that a server holds. */
    public Optional<Partition> first(Shard shard) {
        return Partition.all().filter(on(shard)).findFirst();
    }

    /** To be told, on the home context, of partitions that have gone to another server, and where they were. */
    public void onMove(Consumer<Map<Partition, Shard>> listener) {
        shards.listener(listener);
    }

    /** Looks where partitions are now; to be called on the home context. */
    public Future<Void> refresh() {
        return cluster == null ? Future.succeededFuture() : cluster.refresh();
    }

    /** The servers that hold partitions. */
    public Set<Shard> shards() {
        return shards.all();
    }

    /** Where the state of the process itself lives. */
    public Context homeContext() {
        return home;
    }

    public Future<Void> close() {
        return cluster == null
                ? Future.all(shards().stream().map(Shard::close).toList()).mapEmpty()
                : cluster.close();
    }
}

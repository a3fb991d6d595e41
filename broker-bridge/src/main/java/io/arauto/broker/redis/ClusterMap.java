package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which master of a Redis Cluster holds which partition, as the cluster tells it: at the start, when a server says that a slot has moved, every
 * second while a master is away, and now and then. One connection set a master, so that one that is away is nothing to the others.
 */
final class ClusterMap implements Detour {
    private static final Logger log = LoggerFactory.getLogger(ClusterMap.class);
    private static final Request SLOTS = Request.cmd(Command.CLUSTER).arg("SLOTS");
    private static final int MOST_HOPS = 5;
    private static final int LOOK_ANYWAY = 10;
    /** So that what is under way to a server that holds nothing any more is answered. */
    private static final Duration CLOSE_AFTER = Duration.ofSeconds(5);

    private final VertxInternal vertx;
    private final ContextInternal home;
    private final RedisSettings settings;
    private final List<RedisAddress> seeds;
    private final Map<RedisAddress, Shard> shards = new ConcurrentHashMap<>();
    private final ShardMap map;
    private final Seldom silent = new Seldom();
    private @Nullable Promise<Void> look;
    private long timer;
    private int ticks;

    /** @param seeds some of its servers, which know the others */
    ClusterMap(VertxInternal vertx, ContextInternal home, RedisSettings settings, List<RedisAddress> seeds) {
        this.vertx = vertx;
        this.home = home;
        this.settings = settings;
        this.seeds = seeds;
        // Until more is known, the first is asked for everything, and says where it is.
        this.map = new ShardMap(List.of(shardAt(seeds.getFirst())));
        home.runOnContext(_ -> {
            timer = vertx.setPeriodic(0, RedisSettings.HEARTBEAT.toMillis(), _ -> tick());
        });
    }

    ShardMap map() {
        return map;
    }

    /** Completes when the map is as new as this call, or the cluster did not answer. */
    Future<Void> refresh() {
        var underWay = look;
        if (underWay != null) {
            return underWay.future();
        }
        Promise<Void> promise = Promise.promise();
        look = promise;
        ask().onComplete(answer -> home.runOnContext(_ -> {
            look = null;
            if (answer.succeeded()) {
                apply(answer.result());
                silent.over();
            } else if (silent.isTime()) {
                log.warn("redis_cluster_silent reason={}", answer.cause().getMessage());
            }
            promise.complete();
        }));
        return promise.future();
    }

    Future<Void> close() {
        home.runOnContext(_ -> vertx.cancelTimer(timer));
        return Future.all(shards.values().stream().map(Shard::close).toList()).mapEmpty();
    }

    private void tick() {
        var away = map.all().stream().anyMatch(shard -> !link(shard).isConnected());
        if (away || ticks++ % LOOK_ANYWAY == 0) {
            refresh();
        }
    }

    /** The first that answers of the masters, in no order, and then of the seeds. */
    private Future<Response> ask() {
        var masters = new ArrayList<>(map.all());
        Collections.shuffle(masters);
        var answer = Future.<Response>failedFuture("nobody asked");
        for (var master : masters) {
            answer = answer.recover(_ -> link(master).fetch(SLOTS));
        }
        for (var seed : seeds) {
            answer = answer.recover(_ -> askOnce(seed));
        }
        return answer;
    }

    private Future<Response> askOnce(RedisAddress seed) {
        var client = Redis.createClient(vertx, settings.options(seed));
        return client.send(SLOTS).map(Objects::requireNonNull).onComplete(_ -> client.close());
    }

    private RedisLink link(Shard shard) {
        return shard.link(home.nettyEventLoop());
    }

    /** @param slots for each range its first, its last and its master: host and port, as this client is to reach it */
    private void apply(Response slots) {
        var holders = new HashMap<Partition, Shard>();
        for (var range : slots) {
            var master = range.get(2);
            var host = master.get(0) == null ? "" : master.get(0).toString();
            var shard = shardAt(seeds.getFirst().elsewhere(host, (int) Replies.number(master, 1)));
            Partition.all()
                    .filter(partition -> partition.slot() >= Replies.number(range, 0)
                            && partition.slot() <= Replies.number(range, 1))
                    .forEach(partition -> holders.put(partition, shard));
        }
        map.move(holders);
        closeUnused();
    }

    private void closeUnused() {
        var used = map.all();
        shards.values().stream().filter(shard -> !used.contains(shard)).toList().forEach(shard -> {
            shards.values().remove(shard);
            vertx.setTimer(CLOSE_AFTER.toMillis(), _ -> shard.close());
        });
    }

    private Shard shardAt(RedisAddress address) {
        return shards.computeIfAbsent(address, there -> new Shard(vertx, settings, there, null, this));
    }

    @Override
    public Future<@Nullable Response> follow(Redirection to, Request request, Way way, EventLoop loop) {
        if (way.hops() == MOST_HOPS) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "a partition is being moved"));
        }
        if (!to.asking()) {
            home.runOnContext(_ -> refresh());
        }
        var there = seeds.getFirst().elsewhere(to.host(), to.port());
        return shardAt(there).link(loop).resend(request, way.next(to.asking()));
    }
}

package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Shard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that this node receives: one subscription each, however many of its clients listen, all of a server over one connection. May be
 * called from any event loop; its state lives on one.
 */
public final class Subscriptions {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration UNSUBSCRIBE_AFTER = Duration.ofSeconds(10);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final RedisLinks links;
    private final BrokerConfig config;
    private final Inbox inbox;
    private final WatchedTopics topics;
    private final Map<Shard, ShardSubscription> shards = new ConcurrentHashMap<>();
    private final ArrayDeque<Unused> unused = new ArrayDeque<>();

    private long sweeps;
    private volatile long startedAt;

    /** A topic to be unsubscribed, unless it is used again before its time. */
    private record Unused(WatchedTopic topic, long since) {}

    Subscriptions(Vertx vertx, RedisLinks links, BrokerConfig config, TopicLog topicLog, IdFloor floor) {
        this.vertx = vertx;
        this.links = links;
        this.config = config;
        this.inbox = new Inbox(home());
        this.topics = new WatchedTopics(vertx, topicLog, floor, inbox);
    }

    void start() {
        startedAt = System.nanoTime();
        home().runOnContext(_ -> {
            sweeps = vertx.setPeriodic(SWEEP.toMillis(), _ -> unsubscribeUnused());
            links.onMove(this::moved);
            // A cluster's first server is not taken for all of it.
            links.refresh().onComplete(_ -> listenToAll());
        });
    }

    private void moved(Map<Partition, Shard> from) {
        log.info("partitions_moved count={} servers={}", from.size(), links.shards());
        topics.lost(from::containsKey);
        shards.values().forEach(subscription -> subscription.moved(from));
        listenToAll();
        shards.keySet().stream()
                .filter(shard -> !links.shards().contains(shard))
                .map(shards::remove)
                .forEach(ShardSubscription::stop);
    }

    private void listenToAll() {
        links.shards().stream().filter(shard -> !shards.containsKey(shard)).forEach(this::listenTo);
    }

    private void listenTo(Shard shard) {
        var probe = new Probe(vertx, links, shard, config);
        var subscription = new ShardSubscription(vertx, links, shard, topics, probe);
        shards.put(shard, subscription);
        subscription.start();
    }

    Future<Void> stop() {
        home().runOnContext(_ -> vertx.cancelTimer(sweeps));
        return Future.all(shards.values().stream().map(ShardSubscription::stop).toList())
                .mapEmpty();
    }

    /** How often a tenant's topics were read from their logs, because something was missed or may have been. */
    public long repairs() {
        return inbox.repairs();
    }

    /** How often a topic's log did not have all that was missed. */
    public long unrepairable() {
        return inbox.unrepairable();
    }

    /** Whether events come through from some server, end to end. A node that has just started waits a while for all. */
    boolean isAlive() {
        var isNew = System.nanoTime() - startedAt < config.redis().silence().toNanos();
        return shards.values().stream().anyMatch(ShardSubscription::isAlive)
                && (!isNew || shards.values().stream().allMatch(ShardSubscription::wasAlive));
    }

    /** The servers by their addresses, and whether events come through each of them. */
    public Map<String, Boolean> servers() {
        return shards.entrySet().stream()
                .collect(Collectors.toMap(
                        server -> server.getKey().toString(),
                        server -> server.getValue().isAlive(),
                        Boolean::logicalAnd));
    }

    /** The one that gets everything; to be set before anything is acquired. */
    public void listener(TopicListener listener) {
        inbox.listener(listener);
    }

    /**
     * Subscribes to topics, each as often as it is released again. Completes when nothing of them can be missed unnoticed; fails with
     * {@link BrokerException}, and then nothing was acquired.
     */
    public Future<Void> acquire(Collection<TopicAddress> addresses) {
        var promise = ((ContextInternal) vertx.getOrCreateContext()).<Void>promise();
        home().runOnContext(_ -> use(addresses).onComplete(promise));
        return promise.future();
    }

    /** Unsubscribes a while after the last release, since clients that reconnect come back soon. */
    public void release(Collection<TopicAddress> addresses) {
        home().runOnContext(
                        _ -> addresses.forEach(address -> topics.find(address).ifPresent(this::unuse)));
    }

    private Future<Void> use(Collection<TopicAddress> addresses) {
        if (!addresses.stream().allMatch(address -> isConnected(Partition.of(address.tenant())))) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "not subscribed to Redis"));
        }
        var fresh = new ArrayList<WatchedTopic>();
        var used = addresses.stream()
                .map(address -> topics.watch(address, fresh::add))
                .toList();
        used.forEach(WatchedTopic::use);
        tell(fresh, ShardSubscription::subscribe);
        return Future.all(used.stream().map(topic -> topic.ready().future()).toList())
                .<Void>mapEmpty()
                .onFailure(_ -> used.forEach(this::unuse));
    }

    private boolean isConnected(Partition partition) {
        var subscription = shards.get(links.shard(partition));
        return subscription != null && subscription.isConnected();
    }

    private void unuse(WatchedTopic topic) {
        var now = System.nanoTime();
        topic.unuse(now);
        if (topic.isUnused()) {
            unused.add(new Unused(topic, now));
        }
    }

    private void unsubscribeUnused() {
        var before = System.nanoTime() - UNSUBSCRIBE_AFTER.toNanos();
        var forgotten = new ArrayList<WatchedTopic>();
        while (!unused.isEmpty() && unused.getFirst().since() - before < 0) {
            var next = unused.removeFirst();
            if (next.topic().isUnusedSince(next.since()) && topics.forget(next.topic())) {
                forgotten.add(next.topic());
            }
        }
        tell(forgotten, ShardSubscription::unsubscribe);
    }

    /** Tells each server of its own topics. */
    private void tell(List<WatchedTopic> some, BiConsumer<ShardSubscription, List<String>> what) {
        some.stream()
                .collect(Collectors.groupingBy(
                        topic -> links.shard(topic.feed().partition()),
                        Collectors.mapping(WatchedTopic::channel, Collectors.toList())))
                .forEach((shard, channels) -> {
                    var subscription = shards.get(shard);
                    if (subscription != null) {
                        what.accept(subscription, channels);
                    }
                });
    }

    private Context home() {
        return links.homeContext();
    }
}

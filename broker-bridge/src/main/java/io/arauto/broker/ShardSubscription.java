package io.arauto.broker;

import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Shard;
import io.arauto.broker.redis.SubscriberConnection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What this node receives from one server, over one connection. */
final class ShardSubscription implements SubscriberConnection.Listener {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Vertx vertx;
    private final RedisLinks links;
    private final Shard shard;
    private final WatchedTopics topics;
    private final Probe probe;
    private final SubscriberConnection connection;
    /** What it does not deliver any more, though nothing is known of another place. */
    private final Set<Partition> adrift = new HashSet<>();

    ShardSubscription(Vertx vertx, RedisLinks links, Shard shard, WatchedTopics topics, Probe probe) {
        this.vertx = vertx;
        this.links = links;
        this.shard = shard;
        this.topics = topics;
        this.probe = probe;
        this.connection = new SubscriberConnection(vertx, links.homeContext(), shard, this);
    }

    void start() {
        connection.start();
        probe.start();
    }

    Future<Void> stop() {
        probe.stop();
        return connection.stop();
    }

    boolean isConnected() {
        return connection.isConnected();
    }

    /** Whether events come through, end to end. */
    boolean isAlive() {
        return probe.isAlive();
    }

    /** Whether they ever did. */
    boolean wasAlive() {
        return probe.wasAlive();
    }

    void subscribe(Collection<String> channels) {
        connection.subscribe(channels);
    }

    void unsubscribe(Collection<String> channels) {
        connection.unsubscribe(channels);
    }

    @Override
    public void onConnected() {
        subscribe(links.on(shard));
    }

    private void subscribe(Predicate<Partition> partitions) {
        connection.subscribe(probe.channel().stream().toList());
        connection.subscribe(topics.channels(partitions));
    }

    /** Partitions have come here, or gone from here. */
    void moved(Map<Partition, Shard> from) {
        Predicate<Partition> moved = from::containsKey;
        subscribe(moved.and(links.on(shard)));
        connection.unsubscribe(topics.channels(partition -> shard.equals(from.get(partition))));
    }

    @Override
    public void onLost() {
        probe.lost();
        topics.lost(links.on(shard));
    }

    @Override
    public void onSubscribed(String channel) {
        var topic = topics.at(channel);
        if (topic == null) {
            probe.subscribed(channel);
        } else if (!topic.isSubscribed()) {
            topic.feed().subscribed(topic);
        }
    }

    @Override
    public void onUnsubscribed(String channel) {
        var topic = topics.at(channel);
        if (topic != null && topic.isSubscribed()) {
            onElsewhere(topic.feed().partition());
        }
    }

    /** It stays as it is until it is known where the partition went, or that it did not. */
    @Override
    public void onElsewhere(Partition partition) {
        if (links.shard(partition).equals(shard) && adrift.add(partition)) {
            topics.lost(partition::equals);
            links.refresh()
                    .onComplete(_ -> vertx.setTimer(LOOK_AGAIN.toMillis(), _ -> {
                        adrift.remove(partition);
                        Predicate<Partition> one = partition::equals;
                        subscribe(one.and(links.on(shard)));
                    }));
        }
    }

    @Override
    public void onMessage(String channel, Buffer message) {
        var topic = topics.at(channel);
        if (topic != null) {
            topics.receive(topic, message);
        } else {
            probe.heard(channel);
        }
    }
}

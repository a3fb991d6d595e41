package io.arauto.broker;

import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Shard;
import io.arauto.broker.redis.SubscriberConnection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;

/** What this node receives from one server, over one connection. */
final class ShardSubscription implements SubscriberConnection.Listener {
    private final RedisLinks links;
    private final Shard shard;
    private final WatchedTopics topics;
    private final Probe probe;
    private final SubscriberConnection connection;

    ShardSubscription(Vertx vertx, RedisLinks links, Shard shard, WatchedTopics topics, Probe probe) {
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
        connection.subscribe(List.of(probe.channel()));
        connection.subscribe(topics.channels(links.on(shard)));
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
    public void onMessage(String channel, Buffer message) {
        var topic = topics.at(channel);
        if (topic != null) {
            topics.receive(topic, message);
        } else {
            probe.heard(channel);
        }
    }
}

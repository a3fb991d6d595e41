package io.arauto.broker;

import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that this node receives, by tenant and by pub/sub channel. Lives on one event loop. */
final class WatchedTopics {
    private static final Logger log = LoggerFactory.getLogger(WatchedTopics.class);

    private final Vertx vertx;
    private final TopicLog topicLog;
    private final IdFloor floor;
    private final Inbox inbox;
    private final Map<Tenant, TenantFeed> feeds = new HashMap<>();
    private final Map<String, WatchedTopic> byChannel = new HashMap<>();

    WatchedTopics(Vertx vertx, TopicLog topicLog, IdFloor floor, Inbox inbox) {
        this.vertx = vertx;
        this.topicLog = topicLog;
        this.floor = floor;
        this.inbox = inbox;
    }

    /** The topic, watched from now on if it was not yet; then {@code fresh} is told. */
    WatchedTopic watch(TopicAddress address, Consumer<WatchedTopic> fresh) {
        var feed = feeds.computeIfAbsent(address.tenant(), tenant -> new TenantFeed(vertx, tenant, topicLog, inbox));
        return feed.watch(address.topic(), topic -> {
            var channel = TenantKeys.of(address.tenant()).channel(topic);
            var watched = new WatchedTopic(feed, address, channel);
            byChannel.put(channel, watched);
            fresh.accept(watched);
            return watched;
        });
    }

    Optional<WatchedTopic> find(TopicAddress address) {
        return Optional.ofNullable(feeds.get(address.tenant())).flatMap(feed -> feed.find(address.topic()));
    }

    @Nullable
    WatchedTopic at(String channel) {
        return byChannel.get(channel);
    }

    /** Answers whether it was watched. */
    boolean forget(WatchedTopic topic) {
        if (!byChannel.remove(topic.channel(), topic)) {
            return false;
        }
        var feed = topic.feed();
        feed.forget(topic);
        if (feed.isEmpty()) {
            feeds.remove(feed.tenant(), feed);
        }
        return true;
    }

    /** The pub/sub channels of these partitions. */
    List<String> channels(Predicate<Partition> partitions) {
        return byChannel.values().stream()
                .filter(topic -> partitions.test(topic.feed().partition()))
                .map(WatchedTopic::channel)
                .toList();
    }

    /** Nothing of these partitions is subscribed any more. */
    void lost(Predicate<Partition> partitions) {
        feeds(partitions).forEach(TenantFeed::lost);
        byChannel.values().removeIf(topic -> topic.ready().future().failed());
        feeds.values().removeIf(TenantFeed::isEmpty);
    }

    private Stream<TenantFeed> feeds(Predicate<Partition> partitions) {
        return feeds.values().stream().filter(feed -> partitions.test(feed.partition()));
    }

    void receive(WatchedTopic topic, Buffer message) {
        switch (WireMessage.parse(topic.address(), message)) {
            case WireMessage.Passing(var passing) -> inbox.add(passing);
            case WireMessage.Event(var event, var previous) -> {
                floor.raise(topic.feed().partition(), event.id());
                topic.feed().receive(topic, event, previous);
            }
            case WireMessage.Unknown(var kind) -> log.debug("message_of_unknown_kind kind={}", kind);
        }
    }
}

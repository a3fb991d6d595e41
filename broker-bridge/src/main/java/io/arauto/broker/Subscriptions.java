package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.SubscriberConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The topics that this node receives: one subscription each, however many of its clients listen, all over one connection. May be
 * called from any event loop; its state lives on one.
 */
public final class Subscriptions {
    private static final Duration UNSUBSCRIBE_AFTER = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context home;
    private final TopicLog log;
    private final IdFloor floor;
    private final SubscriberConnection connection;
    private final Inbox inbox;
    private final Map<Tenant, TenantFeed> feeds = new HashMap<>();

    Subscriptions(Vertx vertx, Context home, RedisSettings settings, TopicLog log, IdFloor floor, Probe probe) {
        this.vertx = vertx;
        this.home = home;
        this.log = log;
        this.floor = floor;
        this.inbox = new Inbox(home);
        this.connection = new SubscriberConnection(vertx, home, settings, new Events(probe));
    }

    void start() {
        connection.start();
    }

    void stop() {
        connection.stop();
    }

    /** The one that gets everything; to be set before anything is acquired. */
    public void listener(TopicListener listener) {
        inbox.listener(listener);
    }

    /**
     * Subscribes to topics, each as often as it is released again. Completes when nothing of them can be missed unnoticed; fails with
     * {@link BrokerException}, and then nothing was acquired.
     */
    public Future<Void> acquire(Collection<TopicAddress> topics) {
        var promise = ((ContextInternal) vertx.getOrCreateContext()).<Void>promise();
        home.runOnContext(_ -> use(topics).onComplete(promise));
        return promise.future();
    }

    /** Unsubscribes a while after the last release, since clients that reconnect come back soon. */
    public void release(Collection<TopicAddress> topics) {
        home.runOnContext(_ -> topics.forEach(this::unuse));
    }

    private Future<Void> use(Collection<TopicAddress> topics) {
        if (!connection.isConnected()) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "not subscribed to Redis"));
        }
        var fresh = new ArrayList<String>();
        var ready = new ArrayList<Future<Void>>();
        for (var address : topics) {
            var topic = feed(address.tenant()).topics().computeIfAbsent(address, _ -> {
                fresh.add(Keys.topic(address));
                return new WatchedTopic(address);
            });
            topic.use();
            ready.add(topic.ready().future());
        }
        connection.subscribe(fresh);
        return Future.all(ready).<Void>mapEmpty().onFailure(_ -> topics.forEach(this::unuse));
    }

    private void unuse(TopicAddress address) {
        var topic = feed(address.tenant()).topics().get(address);
        if (topic != null) {
            topic.unuse();
            if (topic.isUnused()) {
                vertx.setTimer(UNSUBSCRIBE_AFTER.toMillis(), _ -> unsubscribe(topic));
            }
        }
    }

    private void unsubscribe(WatchedTopic topic) {
        var address = topic.address();
        var feed = feed(address.tenant());
        if (topic.isUnused() && feed.topics().remove(address, topic)) {
            connection.unsubscribe(List.of(Keys.topic(address)));
            if (feed.topics().isEmpty()) {
                feeds.remove(address.tenant());
            }
        }
    }

    private TenantFeed feed(Tenant tenant) {
        return feeds.computeIfAbsent(tenant, _ -> new TenantFeed(vertx, tenant, log, inbox::add, inbox::unrepairable));
    }

    /** What the connection tells. */
    private final class Events implements SubscriberConnection.Listener {
        private final Probe probe;

        Events(Probe probe) {
            this.probe = probe;
        }

        @Override
        public void onConnected() {
            var channels = feeds.values().stream()
                    .flatMap(feed -> feed.topics().keySet().stream())
                    .map(Keys::topic)
                    .collect(Collectors.toCollection(ArrayList::new));
            channels.addFirst(probe.channel());
            connection.subscribe(channels);
        }

        @Override
        public void onLost() {
            probe.lost();
            feeds.values().forEach(TenantFeed::lost);
        }

        @Override
        public void onSubscribed(String channel) {
            if (!channel.equals(probe.channel())) {
                var address = Keys.topicOf(channel);
                feed(address.tenant()).subscribed(address);
            }
        }

        @Override
        public void onMessage(String channel, Buffer message) {
            if (channel.equals(probe.channel())) {
                probe.heard();
                return;
            }
            var address = Keys.topicOf(channel);
            switch (WireMessage.parse(address, message)) {
                case WireMessage.Passing(var passing) -> inbox.add(passing);
                case WireMessage.Event(var event, var previous) -> {
                    floor.raise(Partition.of(address.tenant()), event.id());
                    feed(address.tenant()).receive(event, previous);
                }
            }
        }
    }
}

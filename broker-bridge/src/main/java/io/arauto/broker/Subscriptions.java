package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.RedisSettings;
import io.arauto.broker.redis.SubscriberConnection;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that this node receives: one subscription each, however many of its clients listen, all over one connection. May be
 * called from any event loop; its state lives on one.
 */
public final class Subscriptions {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration UNSUBSCRIBE_AFTER = Duration.ofSeconds(10);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Context home;
    private final TopicLog topicLog;
    private final IdFloor floor;
    private final SubscriberConnection connection;
    private final Inbox inbox;
    private final Map<Tenant, TenantFeed> feeds = new HashMap<>();
    private final Map<String, WatchedTopic> byChannel = new HashMap<>();
    private final ArrayDeque<Unused> unused = new ArrayDeque<>();

    private long sweeps;

    /** A topic to be unsubscribed, unless it is used again before its time. */
    private record Unused(WatchedTopic topic, long since) {}

    Subscriptions(Vertx vertx, Context home, RedisSettings settings, TopicLog topicLog, IdFloor floor, Probe probe) {
        this.vertx = vertx;
        this.home = home;
        this.topicLog = topicLog;
        this.floor = floor;
        this.inbox = new Inbox(home);
        this.connection = new SubscriberConnection(vertx, home, settings, new Events(probe));
    }

    void start() {
        connection.start();
        home.runOnContext(_ -> sweeps = vertx.setPeriodic(SWEEP.toMillis(), _ -> unsubscribeUnused()));
    }

    Future<Void> stop() {
        home.runOnContext(_ -> vertx.cancelTimer(sweeps));
        return connection.stop();
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
        home.runOnContext(_ -> topics.forEach(address -> {
            var feed = feeds.get(address.tenant());
            if (feed != null) {
                feed.find(address.topic()).ifPresent(this::unuse);
            }
        }));
    }

    private Future<Void> use(Collection<TopicAddress> addresses) {
        if (!connection.isConnected()) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "not subscribed to Redis"));
        }
        var fresh = new ArrayList<String>();
        var topics = new ArrayList<WatchedTopic>();
        for (var address : addresses) {
            var topic = feed(address.tenant()).watch(address.topic(), (feed, added) -> watch(feed, added, fresh));
            topic.use();
            topics.add(topic);
        }
        connection.subscribe(fresh);
        return Future.all(topics.stream().map(topic -> topic.ready().future()).toList())
                .<Void>mapEmpty()
                .onFailure(_ -> topics.forEach(this::unuse));
    }

    private WatchedTopic watch(TenantFeed feed, Topic topic, List<String> fresh) {
        var channel = TenantKeys.of(feed.tenant()).channel(topic);
        var watched = new WatchedTopic(feed, topic, channel);
        byChannel.put(channel, watched);
        fresh.add(channel);
        return watched;
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
        var channels = new ArrayList<String>();
        while (!unused.isEmpty() && unused.getFirst().since() - before < 0) {
            var next = unused.removeFirst();
            if (next.topic().isUnusedSince(next.since())
                    && byChannel.remove(next.topic().channel(), next.topic())) {
                channels.add(next.topic().channel());
                forget(next.topic());
            }
        }
        connection.unsubscribe(channels);
    }

    private void forget(WatchedTopic topic) {
        var feed = topic.feed();
        feed.forget(topic);
        if (feed.isEmpty()) {
            feeds.remove(feed.tenant(), feed);
        }
    }

    private TenantFeed feed(Tenant tenant) {
        return feeds.computeIfAbsent(tenant, _ -> new TenantFeed(vertx, tenant, topicLog, inbox));
    }

    /** What the connection tells. */
    private final class Events implements SubscriberConnection.Listener {
        private final Probe probe;

        Events(Probe probe) {
            this.probe = probe;
        }

        @Override
        public void onConnected() {
            var channels = new ArrayList<String>();
            channels.add(probe.channel());
            channels.addAll(byChannel.keySet());
            connection.subscribe(channels);
        }

        @Override
        public void onLost() {
            probe.lost();
            feeds.values().forEach(TenantFeed::lost);
            byChannel.values().removeIf(topic -> topic.ready().future().failed());
            feeds.values().removeIf(TenantFeed::isEmpty);
        }

        @Override
        public void onSubscribed(String channel) {
            var topic = byChannel.get(channel);
            if (topic != null && !topic.isSubscribed()) {
                topic.feed().subscribed(topic);
            }
        }

        @Override
        public void onMessage(String channel, Buffer message) {
            var topic = byChannel.get(channel);
            if (topic != null) {
                receive(topic, message);
            } else if (channel.equals(probe.channel())) {
                probe.heard();
            }
        }

        private void receive(WatchedTopic topic, Buffer message) {
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
}

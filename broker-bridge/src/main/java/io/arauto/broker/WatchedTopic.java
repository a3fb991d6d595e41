package io.arauto.broker;

import io.vertx.core.Promise;

/** A topic that this node is subscribed to, or about to be. */
final class WatchedTopic {
    private final TenantFeed feed;
    private final TopicAddress address;
    private final String channel;
    private final Promise<Void> ready = Promise.promise();
    private int users;
    private long unusedSince;
    private boolean subscribed;
    private EventId newest = EventId.NONE;

    /** @param address the very one that who listens knows it by, so that tables of topics find it at once */
    WatchedTopic(TenantFeed feed, TopicAddress address, String channel) {
        this.feed = feed;
        this.address = address;
        this.channel = channel;
    }

    TenantFeed feed() {
        return feed;
    }

    Topic topic() {
        return address.topic();
    }

    TopicAddress address() {
        return address;
    }

    /** The pub/sub channel. */
    String channel() {
        return channel;
    }

    /** Completes when nothing can be missed unnoticed any more. */
    Promise<Void> ready() {
        return ready;
    }

    boolean isReady() {
        return ready.future().succeeded();
    }

    void use() {
        users++;
    }

    void unuse(long now) {
        users--;
        unusedSince = now;
    }

    boolean isUnused() {
        return users == 0;
    }

    /** Whether nobody has used it since then, not even for a moment. */
    boolean isUnusedSince(long time) {
        return isUnused() && unusedSince == time;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    void subscribed(boolean now) {
        subscribed = now;
    }

    /** The newest event that was handed on, or that was there before anyone listened. */
    EventId newest() {
        return newest;
    }

    void raise(EventId id) {
        if (id.isAfter(newest)) {
            newest = id;
        }
    }
}

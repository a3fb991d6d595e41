package io.arauto.broker;

import io.vertx.core.Promise;

/** A topic that this node is subscribed to, or about to be. */
final class WatchedTopic {
    private final TopicAddress address;
    private final Promise<Void> ready = Promise.promise();
    private int users;
    private boolean subscribed;
    private EventId newest = EventId.NONE;

    WatchedTopic(TopicAddress address) {
        this.address = address;
    }

    TopicAddress address() {
        return address;
    }

    /** Completes when nothing can be missed unnoticed. */
    Promise<Void> ready() {
        return ready;
    }

    boolean isReady() {
        return ready.future().succeeded();
    }

    void use() {
        users++;
    }

    void unuse() {
        users--;
    }

    boolean isUnused() {
        return users == 0;
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

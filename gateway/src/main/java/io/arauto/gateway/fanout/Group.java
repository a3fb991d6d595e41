package io.arauto.gateway.fanout;

import io.arauto.broker.TopicAddress;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The subscribers that one event loop has for one topic, in no particular order. */
final class Group {
    private final TopicAddress topic;
    private final Future<Void> subscribed;
    private final List<Membership> members = new ArrayList<>(1);
    /** Of the members, in the same places: a message goes to each without a look at its membership. */
    private final List<Subscriber> subscribers = new ArrayList<>(1);

    /** @param subscribed completes when this node receives the topic */
    Group(TopicAddress topic, Future<Void> subscribed) {
        this.topic = topic;
        this.subscribed = subscribed;
    }

    TopicAddress topic() {
        return topic;
    }

    Future<Void> subscribed() {
        return subscribed;
    }

    Membership add(Subscriber subscriber) {
        var membership = new Membership(this, members.size());
        members.add(membership);
        subscribers.add(subscriber);
        return membership;
    }

    /** The last one takes the place of the one that leaves. */
    void remove(Membership leaving) {
        var last = members.removeLast();
        var lastSubscriber = subscribers.removeLast();
        if (last != leaving) {
            members.set(leaving.index(), last);
            subscribers.set(leaving.index(), lastSubscriber);
            last.moveTo(leaving.index());
        }
    }

    int size() {
        return members.size();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Backwards, so that a subscriber that leaves when it is told moves nobody into a place that is still to come twice. */
    void forEach(Consumer<Subscriber> action) {
        for (var index = subscribers.size() - 1; index >= 0; index--) {
            action.accept(subscribers.get(index));
        }
    }
}

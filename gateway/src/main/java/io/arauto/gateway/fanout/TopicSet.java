package io.arauto.gateway.fanout;

import io.arauto.broker.TopicAddress;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The topics that one subscriber listens to; used on the subscriber's event loop only. */
public final class TopicSet {
    private final LoopHub hub;
    private final Subscriber subscriber;
    /** Copied with each change: most sessions have few, and keep them. */
    private Map<TopicAddress, Membership> memberships = Map.of();

    TopicSet(LoopHub hub, Subscriber subscriber) {
        this.hub = hub;
        this.subscriber = subscriber;
    }

    /** Completes when nothing of these topics can be missed any more; until then events may come already. */
    public Future<Void> add(Collection<TopicAddress> topics) {
        var added = hub.join(
                topics.stream().filter(topic -> !memberships.containsKey(topic)).toList(), subscriber);
        var more = new HashMap<>(memberships);
        added.forEach(membership -> more.put(membership.group().topic(), membership));
        memberships = Map.copyOf(more);
        var groups = added.stream()
                .map(membership -> membership.group().subscribed())
                .distinct()
                .toList();
        return Future.all(groups).mapEmpty();
    }

    public void remove(TopicAddress topic) {
        var fewer = new HashMap<>(memberships);
        var membership = fewer.remove(topic);
        if (membership != null) {
            memberships = Map.copyOf(fewer);
            hub.leave(membership);
        }
    }

    public void clear() {
        var all = memberships.values();
        memberships = Map.of();
        all.forEach(hub::leave);
    }

    public boolean contains(TopicAddress topic) {
        return memberships.containsKey(topic);
    }

    public Set<TopicAddress> topics() {
        return memberships.keySet();
    }
}

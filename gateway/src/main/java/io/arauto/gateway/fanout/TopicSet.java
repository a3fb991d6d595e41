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
    private final Map<TopicAddress, Membership> memberships = new HashMap<>();

    TopicSet(LoopHub hub, Subscriber subscriber) {
        this.hub = hub;
        this.subscriber = subscriber;
    }

    /** Completes when nothing of these topics can be missed any more; until then events may come already. */
    public Future<Void> add(Collection<TopicAddress> topics) {
        var added = hub.join(
                topics.stream().filter(topic -> !memberships.containsKey(topic)).toList(), subscriber);
        added.forEach(membership -> memberships.put(membership.group().topic(), membership));
        var groups = added.stream()
                .map(membership -> membership.group().subscribed())
                .distinct()
                .toList();
        return Future.all(groups).mapEmpty();
    }

    public void remove(TopicAddress topic) {
        var membership = memberships.remove(topic);
        if (membership != null) {
            hub.leave(membership);
        }
    }

    public void clear() {
        Set.copyOf(memberships.keySet()).forEach(this::remove);
    }

    public boolean contains(TopicAddress topic) {
        return memberships.containsKey(topic);
    }

    public Set<TopicAddress> topics() {
        return Set.copyOf(memberships.keySet());
    }
}

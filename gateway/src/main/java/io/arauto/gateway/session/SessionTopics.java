package io.arauto.gateway.session;

import io.arauto.broker.EventId;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicAddress;
import io.arauto.gateway.fanout.TopicSet;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a session listens to: what its rights give it by themselves, less what it left, and what it joined beyond that. The latter two
 * outlive the connection.
 */
public final class SessionTopics {
    private final Tenant tenant;
    private final TopicSet listening;
    /** Copied with each change, as the other: most sessions have nothing in either. */
    private Map<Topic, EventId> joined;

    private Set<Topic> left;

    SessionTopics(Tenant tenant, TopicSet listening, Map<Topic, EventId> joined, Set<Topic> left) {
        this.tenant = tenant;
        this.listening = listening;
        this.joined = Map.copyOf(joined);
        this.left = Set.copyOf(left);
    }

    public boolean contains(Topic topic) {
        return listening.contains(address(topic));
    }

    /** Completes when nothing of these topics can be missed any more. */
    Future<Void> listen(Collection<Topic> topics) {
        return listening.add(topics.stream().map(this::address).toList());
    }

    void ignore(Topic topic) {
        listening.remove(address(topic));
    }

    void joined(Topic topic, EventId since) {
        want(topic);
        var more = new HashMap<>(joined);
        more.put(topic, since);
        joined = Map.copyOf(more);
    }

    /** Whether the client has joined it by itself. */
    public boolean hasJoined(Topic topic) {
        return joined.containsKey(topic);
    }

    /** From now on it counts as one that the client did not join by itself; it is listened to all the same. */
    void forgetJoining(Topic topic) {
        var fewer = new HashMap<>(joined);
        fewer.remove(topic);
        joined = Map.copyOf(fewer);
    }

    /** Only what comes by itself needs to be remembered as unwanted. */
    void left(Topic topic) {
        forgetJoining(topic);
        if (topic.kind() == Topic.Kind.CHANNEL) {
            var more = new HashSet<>(left);
            more.add(topic);
            left = Set.copyOf(more);
        }
    }

    private void want(Topic topic) {
        var fewer = new HashSet<>(left);
        fewer.remove(topic);
        left = Set.copyOf(fewer);
    }

    Map<Topic, EventId> joined() {
        return joined;
    }

    Set<Topic> left() {
        return left;
    }

    Set<Topic> all() {
        return listening.topics().stream().map(TopicAddress::topic).collect(Collectors.toUnmodifiableSet());
    }

    int size() {
        return listening.topics().size();
    }

    /** Where each topic is to be read from by a client that saw all up to {@code offset}: not from before it was joined. */
    Map<Topic, EventId> startingAt(EventId offset) {
        return listening.topics().stream()
                .map(TopicAddress::topic)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), topic -> later(offset, joined.getOrDefault(topic, EventId.NONE))));
    }

    private static EventId later(EventId one, EventId other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    void clear() {
        listening.clear();
    }

    private TopicAddress address(Topic topic) {
        return new TopicAddress(tenant, topic);
    }
}

package io.arauto.gateway.fanout;

import io.arauto.broker.Subscriptions;
import io.arauto.broker.TopicAddress;
import io.arauto.broker.TopicMessage;
import io.arauto.gateway.event.EventContent;
import io.arauto.gateway.socketio.OutboundPacket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who listens to what on one event loop; touched by that loop only. */
final class LoopHub {
    private final int number;
    private final Context context;
    private final Subscriptions subscriptions;
    private final LoopsByTopic loops;
    private final DeliveryObserver observer;
    private final Clock clock;
    private final Map<TopicAddress, Group> groups = new HashMap<>();

    LoopHub(
            int number,
            Context context,
            Subscriptions subscriptions,
            LoopsByTopic loops,
            DeliveryObserver observer,
            Clock clock) {
        this.number = number;
        this.context = context;
        this.subscriptions = subscriptions;
        this.loops = loops;
        this.observer = observer;
        this.clock = clock;
    }

    int number() {
        return number;
    }

    /** The subscriber is told of everything from now on; that this is everything holds once the groups are subscribed. */
    List<Membership> join(Collection<TopicAddress> topics, Subscriber subscriber) {
        var missing =
                topics.stream().filter(topic -> !groups.containsKey(topic)).toList();
        if (!missing.isEmpty()) {
            open(missing);
        }
        var memberships = new ArrayList<Membership>(topics.size());
        for (var topic : topics) {
            var group = groups.get(topic);
            if (group != null) {
                memberships.add(group.add(subscriber));
            }
        }
        return memberships;
    }

    private void open(List<TopicAddress> topics) {
        topics.forEach(topic -> loops.add(topic, number));
        Future<Void> subscribed = subscriptions.acquire(topics);
        topics.forEach(topic -> groups.put(topic, new Group(topic, subscribed)));
    }

    void leave(Membership membership) {
        var group = membership.group();
        group.remove(membership);
        if (group.isEmpty()) {
            groups.remove(group.topic());
            loops.remove(group.topic(), number);
            group.subscribed().onSuccess(_ -> subscriptions.release(List.of(group.topic())));
        }
    }

    /** Called from the subscriber connection's event loop. */
    void hand(List<TopicMessage> batch) {
        context.runOnContext(_ -> {
            var now = clock.millis();
            batch.forEach(message -> deliver(message, now));
        });
    }

    void handGap(TopicAddress topic) {
        context.runOnContext(_ -> {
            var group = groups.get(topic);
            if (group != null) {
                group.forEach(Subscriber::onGap);
            }
        });
    }

    private void deliver(TopicMessage message, long now) {
        @Nullable Group group = groups.get(message.address());
        if (group == null) {
            return;
        }
        switch (message) {
            case TopicMessage.Event event -> {
                var packet = OutboundPacket.raw(event.body(), false);
                var content = EventContent.live(event.address().topic(), event.body());
                group.forEach(subscriber -> subscriber.onEvent(event, content, packet));
            }
            case TopicMessage.Ephemeral event -> {
                var packet = OutboundPacket.raw(event.body(), true);
                group.forEach(subscriber -> subscriber.onEphemeral(event, packet));
            }
            case TopicMessage.Command command -> group.forEach(subscriber -> subscriber.onCommand(command.command()));
            case TopicMessage.Traced _ -> {}
        }
        observer.delivered(message, group.size(), now);
    }
}

package io.arauto.gateway.fanout;

import io.arauto.broker.Subscriptions;
import io.arauto.broker.TopicAddress;
import io.arauto.broker.TopicListener;
import io.arauto.broker.TopicMessage;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Brings what this node receives of Redis to the event loops that have members, a batch each. Loops share nothing but immutable
 * messages; within one loop, order is that of publication.
 */
public final class Fanout implements TopicListener {
    private final Subscriptions subscriptions;
    private final DeliveryObserver observer;
    private final Clock clock;
    private final LoopsByTopic loops = new LoopsByTopic();
    private final ConcurrentHashMap<EventLoop, LoopHub> hubs = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<LoopHub> byNumber = new AtomicReferenceArray<>(LoopsByTopic.MOST_LOOPS);
    private final AtomicInteger opened = new AtomicInteger();

    /** @param clock what the age of events is measured by */
    public Fanout(Subscriptions subscriptions, DeliveryObserver observer, Clock clock) {
        this.observer = observer;
        this.clock = clock;
        this.subscriptions = subscriptions;
        subscriptions.listener(this);
    }

    /** An empty set for a subscriber that lives on {@code context}. */
    public TopicSet topicsOf(Subscriber subscriber, Context context) {
        return new TopicSet(
                hubs.computeIfAbsent(((ContextInternal) context).nettyEventLoop(), _ -> open(context)), subscriber);
    }

    private LoopHub open(Context context) {
        var hub = new LoopHub(opened.getAndIncrement(), context, subscriptions, loops, observer, clock);
        byNumber.set(hub.number(), hub);
        return hub;
    }

    @Override
    public void onMessages(List<TopicMessage> batch) {
        var batches = new HashMap<LoopHub, List<TopicMessage>>();
        for (var message : batch) {
            forEachHub(
                    message.address(),
                    hub -> batches.computeIfAbsent(hub, _ -> new ArrayList<>()).add(message));
        }
        batches.forEach(LoopHub::hand);
    }

    @Override
    public void onUnrepairable(TopicAddress topic) {
        forEachHub(topic, hub -> hub.handGap(topic));
    }

    private void forEachHub(TopicAddress topic, Consumer<LoopHub> action) {
        loops.forEach(topic, number -> action.accept(byNumber.get(number)));
    }
}

package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.TopicLog.Found;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The events of one tenant on their way to this node's sockets. Normally they pass. When some were missed, everything newer of the tenant
 * waits until they have been read from the hot logs: a client has one offset for all its topics, so none may overtake another.
 */
final class TenantFeed {
    private static final int MOST_MISSED = 10_000;
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Vertx vertx;
    private final Tenant tenant;
    private final TopicLog log;
    private final Consumer<TopicMessage> out;
    private final Consumer<TopicAddress> unrepairable;
    private final Map<TopicAddress, WatchedTopic> topics = new HashMap<>();
    private final List<TopicMessage.Event> held = new ArrayList<>();
    private boolean holding;

    TenantFeed(
            Vertx vertx, Tenant tenant, TopicLog log, Consumer<TopicMessage> out, Consumer<TopicAddress> unrepairable) {
        this.vertx = vertx;
        this.tenant = tenant;
        this.log = log;
        this.out = out;
        this.unrepairable = unrepairable;
    }

    Map<TopicAddress, WatchedTopic> topics() {
        return topics;
    }

    /** The subscription is broken: nothing passes until all topics are subscribed again and what was missed has been read. */
    void lost() {
        holding = true;
        held.clear();
        var waiting = topics.values().stream().filter(topic -> !topic.isReady()).toList();
        waiting.forEach(topic -> topics.remove(topic.address()));
        waiting.forEach(topic -> topic.ready().tryFail(new BrokerException(Code.UNAVAILABLE, "Redis went away")));
        topics.values().forEach(topic -> topic.subscribed(false));
    }

    void subscribed(TopicAddress address) {
        var topic = topics.get(address);
        if (topic == null || topic.isSubscribed()) {
            return;
        }
        topic.subscribed(true);
        if (!topic.isReady()) {
            findNewest(topic);
        } else if (topics.values().stream().allMatch(WatchedTopic::isSubscribed)) {
            repair();
        }
    }

    /** What was there before anyone listened; events that name it as their previous one leave no gap. */
    private void findNewest(WatchedTopic topic) {
        log.lastIds(tenant, List.of(topic.address().topic()))
                .onSuccess(last -> {
                    last.values().forEach(topic::raise);
                    topic.ready().tryComplete();
                })
                .onFailure(topic.ready()::tryFail);
    }

    void receive(TopicMessage.Event event, EventId previous) {
        var topic = topics.get(event.address());
        if (topic == null) {
            return;
        }
        if (holding) {
            held.add(event);
        } else if (topic.isReady() && previous.isAfter(topic.newest())) {
            holding = true;
            held.add(event);
            repair();
        } else {
            pass(event);
        }
    }

    /** Reads what was missed, hands it on together with what was held, in order of id, and lets events pass again. */
    private void repair() {
        var starts = topics.values().stream()
                .filter(WatchedTopic::isReady)
                .collect(Collectors.toUnmodifiableMap(topic -> topic.address().topic(), WatchedTopic::newest));
        log.byTopic(tenant, starts, MOST_MISSED)
                .onSuccess(this::repaired)
                .onFailure(_ -> vertx.setTimer(RETRY.toMillis(), _ -> repairIfStillSubscribed()));
    }

    /** When it is not, its return repairs. */
    private void repairIfStillSubscribed() {
        if (holding && topics.values().stream().allMatch(WatchedTopic::isSubscribed)) {
            repair();
        }
    }

    private void repaired(Found found) {
        if (found.complete()) {
            found.events()
                    .forEach((topic, events) -> events.forEach(event -> held.add(
                            new TopicMessage.Event(new TopicAddress(tenant, topic), event.id(), event.body()))));
        } else {
            topics.keySet().forEach(unrepairable);
            topics.values().forEach(topic -> topic.raise(found.position()));
        }
        held.sort(Comparator.comparing(TopicMessage.Event::id));
        holding = false;
        held.forEach(this::pass);
        held.clear();
    }

    private void pass(TopicMessage.Event event) {
        var topic = topics.get(event.address());
        if (topic != null && event.id().isAfter(topic.newest())) {
            topic.raise(event.id());
            out.accept(event);
        }
    }
}

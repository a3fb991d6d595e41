package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.Partition;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one tenant on their way to this node's sockets. Normally they pass. When some were missed, everything newer of the tenant
 * waits until they have been read from the hot logs: a client has one offset for all its topics, so none may overtake another.
 */
final class TenantFeed {
    private static final Logger log = LoggerFactory.getLogger(TenantFeed.class);
    private static final Duration RETRY = Duration.ofMillis(200);
    /** Most events that a repair reads and that wait meanwhile; beyond, sockets resume instead. */
    private static final int MOST_MISSED = 10_000;

    private final Vertx vertx;
    private final Tenant tenant;
    private final Partition partition;
    private final TopicLog topicLog;
    private final Inbox out;
    private final Map<Topic, WatchedTopic> topics = new HashMap<>();
    private final List<TopicMessage.Event> held = new ArrayList<>();
    private List<WatchedTopic> fresh = new ArrayList<>();
    private Hold hold = Hold.NONE;
    /** Which subscription connection this is about: what was asked for during an earlier one is void. */
    private int epoch;

    /** What keeps events from passing. */
    private enum Hold {
        NONE,
        /** Not all topics are subscribed. */
        BROKEN,
        /** What was missed is being read. */
        REPAIR,
        /** As well, and so much came meanwhile that it must be read too. */
        OVERFLOW
    }

    TenantFeed(Vertx vertx, Tenant tenant, TopicLog topicLog, Inbox out) {
        this.vertx = vertx;
        this.tenant = tenant;
        this.partition = Partition.of(tenant);
        this.topicLog = topicLog;
        this.out = out;
    }

    Tenant tenant() {
        return tenant;
    }

    Partition partition() {
        return partition;
    }

    /** The topic, watched from now on if it was not yet. */
    WatchedTopic watch(Topic topic, Function<Topic, WatchedTopic> make) {
        return topics.computeIfAbsent(topic, make);
    }

    Optional<WatchedTopic> find(Topic topic) {
        return Optional.ofNullable(topics.get(topic));
    }

    boolean isEmpty() {
        return topics.isEmpty();
    }

    void forget(WatchedTopic topic) {
        topics.remove(topic.topic(), topic);
        repairIfSubscribed();
    }

    /** The subscription is broken: nothing passes until all topics are subscribed again and what was missed has been read. */
    void lost() {
        epoch++;
        hold = Hold.BROKEN;
        held.clear();
        fresh.clear();
        topics.values().forEach(topic -> topic.subscribed(false));
        var waiting = topics.values().stream().filter(topic -> !topic.isReady()).toList();
        waiting.forEach(topic -> topics.remove(topic.topic()));
        waiting.forEach(topic -> topic.ready().tryFail(new BrokerException(Code.UNAVAILABLE, "Redis went away")));
    }

    void subscribed(WatchedTopic topic) {
        topic.subscribed(true);
        if (!topic.isReady()) {
            if (fresh.isEmpty()) {
                vertx.runOnContext(_ -> findNewest());
            }
            fresh.add(topic);
        }
        repairIfSubscribed();
    }

    /** What was there before anyone listened; events that name it as their previous one leave no gap. */
    private void findNewest() {
        var asked = fresh;
        var started = epoch;
        fresh = new ArrayList<>();
        topicLog.lastIds(tenant, asked.stream().map(WatchedTopic::topic).toList())
                .onSuccess(last -> asked.forEach(topic -> {
                    topic.raise(last.getOrDefault(topic.topic(), EventId.NONE));
                    topic.ready().tryComplete();
                }))
                .onFailure(_ -> vertx.setTimer(RETRY.toMillis(), _ -> {
                    if (started == epoch) {
                        asked.forEach(this::subscribed);
                    }
                }));
    }

    void receive(WatchedTopic topic, TopicMessage.Event event, EventId previous) {
        switch (hold) {
            case NONE -> {
                if (topic.isReady() && previous.isAfter(topic.newest())) {
                    log.info("topic_gap topic={} after={} previous={}", topic.topic(), topic.newest(), previous);
                    held.add(event);
                    repair();
                } else {
                    pass(topic, event);
                }
            }
            case BROKEN, REPAIR -> hold(event);
            case OVERFLOW -> {}
        }
    }

    private void hold(TopicMessage.Event event) {
        if (held.size() < MOST_MISSED) {
            held.add(event);
        } else {
            held.clear();
            hold = hold == Hold.REPAIR ? Hold.OVERFLOW : hold;
        }
    }

    private void repairIfSubscribed() {
        if (hold == Hold.BROKEN
                && topics.values().stream().filter(WatchedTopic::isReady).allMatch(WatchedTopic::isSubscribed)) {
            repair();
        }
    }

    /** Reads what was missed, hands it on together with what was held, in order of id, and lets events pass again. */
    private void repair() {
        hold = Hold.REPAIR;
        var started = epoch;
        var starts = topics.values().stream()
                .filter(WatchedTopic::isReady)
                .collect(Collectors.toUnmodifiableMap(WatchedTopic::topic, WatchedTopic::newest));
        topicLog.since(tenant, starts, MOST_MISSED)
                .onSuccess(missed -> {
                    if (started == epoch) {
                        repaired(missed);
                    }
                })
                .onFailure(_ -> vertx.setTimer(RETRY.toMillis(), _ -> {
                    if (started == epoch) {
                        repair();
                    }
                }));
    }

    private void repaired(Missed missed) {
        missed.incomplete().keySet().stream()
                .map(topics::get)
                .filter(topic -> topic != null)
                .forEach(topic -> {
                    topic.raise(missed.position());
                    out.unrepairable(topic.address());
                });
        out.repaired();
        var again = hold == Hold.OVERFLOW;
        missed.events()
                .forEach((topic, events) -> events.forEach(event ->
                        held.add(new TopicMessage.Event(new TopicAddress(tenant, topic), event.id(), event.body()))));
        held.sort(Comparator.comparing(TopicMessage.Event::id));
        held.forEach(event -> find(event.address().topic()).ifPresent(topic -> pass(topic, event)));
        held.clear();
        hold = Hold.NONE;
        if (again) {
            repair();
        }
    }

    /** Hands on what is newer than all before it: what was read from the log comes once more over the subscription. */
    private void pass(WatchedTopic topic, TopicMessage.Event event) {
        if (event.id().isAfter(topic.newest())) {
            topic.raise(event.id());
            out.add(event);
        }
    }
}

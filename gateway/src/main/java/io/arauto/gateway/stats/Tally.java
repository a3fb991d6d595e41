package io.arauto.gateway.stats;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.PublicationObserver;
import io.arauto.broker.Tenant;
import io.arauto.broker.TopicMessage;
import io.arauto.broker.stats.Counts;
import io.arauto.gateway.fanout.DeliveryObserver;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Counts what this node does for each tenant, on any thread, and adds it to the counts of all nodes every few seconds: a publication costs
 * no command more. A node that is killed takes what it counted since with it.
 */
public final class Tally implements PublicationObserver, DeliveryObserver, SessionListener {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Counts counts;
    private final long timer;
    private final ConcurrentHashMap<Tenant, Sums> pending = new ConcurrentHashMap<>();

    /** By the names of counts; touched by who has the tenant's entry to itself. */
    private static final class Sums {
        private final Map<String, long[]> sums = new HashMap<>();

        Sums add(String name, long amount) {
            sums.computeIfAbsent(name, _ -> new long[1])[0] += amount;
            return this;
        }

        Map<String, Long> byName() {
            return sums.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, sum -> sum.getValue()[0]));
        }
    }

    public Tally(Vertx vertx, Counts counts) {
        this.vertx = vertx;
        this.counts = counts;
        this.timer = vertx.setPeriodic(PERIOD.toMillis(), _ -> addUp());
    }

    @Override
    public void published(Publication publication) {
        var topics = publication.topics();
        if (publication.kind() == EventKind.NOTIFICATION) {
            count(publication.tenant(), sums -> sums.add(CountName.NOTIFICATIONS, 1));
        } else if (publication.kind() == EventKind.MESSAGE) {
            // A direct conversation is of more topics than one: who talks to whom is nobody else's business.
            count(publication.tenant(), sums -> {
                sums.add(CountName.MESSAGES, 1);
                if (topics.size() == 1) {
                    sums.add(CountName.ofChannel(topics.getFirst().name()), 1);
                }
            });
        }
    }

    @Override
    public void delivered(TopicMessage message, int receivers, long now) {
        if (receivers > 0 && message instanceof TopicMessage.Event event) {
            var latency = Math.max(0, now - event.id().millis());
            count(
                    event.address().tenant(),
                    sums -> sums.add(CountName.DELIVERED, receivers)
                            .add(CountName.MILLISECONDS, latency * receivers)
                            .add(LatencyBuckets.nameOf(latency), receivers));
        }
    }

    @Override
    public void onUnrecovered(Session session) {
        count(session.identity().tenant(), sums -> sums.add(CountName.UNRECOVERED, 1));
    }

    private void count(Tenant tenant, Consumer<Sums> counting) {
        pending.compute(tenant, (_, known) -> {
            var sums = known == null ? new Sums() : known;
            counting.accept(sums);
            return sums;
        });
    }

    /** What Redis does not take now is tried again with what comes to it. */
    private Future<Void> addUp() {
        var additions = List.copyOf(pending.keySet()).stream()
                .map(tenant -> {
                    var sums = pending.remove(tenant);
                    return sums == null ? Future.<Void>succeededFuture() : add(tenant, sums.byName());
                })
                .toList();
        return Future.join(additions).mapEmpty();
    }

    private Future<Void> add(Tenant tenant, Map<String, Long> amounts) {
        return counts.add(tenant, amounts).onFailure(_ -> count(tenant, sums -> amounts.forEach(sums::add)));
    }

    /** Adds up what is left; what can't be is lost. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return addUp().otherwiseEmpty();
    }
}

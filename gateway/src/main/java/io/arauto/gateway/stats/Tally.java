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
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what this node does for each tenant, on any thread, and adds it to the counts of all nodes every few seconds: a publication costs
 * no command more. A node that is killed takes what it counted since with it.
 */
public final class Tally implements PublicationObserver, DeliveryObserver, SessionListener {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Counts counts;
    private final Clock clock;
    private final long timer;
    /** The inner maps are touched by who has the entry of the outer one to itself. */
    private final ConcurrentHashMap<Tenant, Map<String, Long>> pending = new ConcurrentHashMap<>();

    public Tally(Vertx vertx, Counts counts, Clock clock) {
        this.vertx = vertx;
        this.counts = counts;
        this.clock = clock;
        this.timer = vertx.setPeriodic(PERIOD.toMillis(), _ -> addUp());
    }

    @Override
    public void published(Publication publication) {
        var topics = publication.topics();
        if (publication.kind() == EventKind.NOTIFICATION) {
            count(publication.tenant(), Map.of(CountName.NOTIFICATIONS, 1L));
        } else if (publication.kind() == EventKind.MESSAGE) {
            // A direct conversation is of more topics than one: who talks to whom is nobody else's business.
            count(
                    publication.tenant(),
                    topics.size() > 1
                            ? Map.of(CountName.MESSAGES, 1L)
                            : Map.of(
                                    CountName.MESSAGES,
                                    1L,
                                    CountName.ofChannel(topics.getFirst().name()),
                                    1L));
        }
    }

    @Override
    public void delivered(TopicMessage message, int receivers) {
        if (receivers > 0 && message instanceof TopicMessage.Event event) {
            var latency = Math.max(0, clock.millis() - event.id().millis());
            count(
                    event.address().tenant(),
                    Map.of(
                            CountName.DELIVERED,
                            (long) receivers,
                            CountName.MILLISECONDS,
                            latency * receivers,
                            LatencyBuckets.nameOf(latency),
                            (long) receivers));
        }
    }

    @Override
    public void onUnrecovered(Session session) {
        count(session.identity().tenant(), Map.of(CountName.UNRECOVERED, 1L));
    }

    private void count(Tenant tenant, Map<String, Long> amounts) {
        pending.compute(tenant, (_, known) -> {
            var sums = known == null ? new HashMap<String, Long>() : known;
            amounts.forEach((name, amount) -> sums.merge(name, amount, Long::sum));
            return sums;
        });
    }

    /** What Redis does not take now is tried again with what comes to it. */
    private Future<Void> addUp() {
        var additions = List.copyOf(pending.keySet()).stream()
                .map(tenant -> {
                    var amounts = pending.remove(tenant);
                    return amounts == null
                            ? Future.<Void>succeededFuture()
                            : counts.add(tenant, amounts).onFailure(_ -> count(tenant, amounts));
                })
                .toList();
        return Future.join(additions).mapEmpty();
    }

    /** Adds up what is left; what can't be is lost. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return addUp().otherwiseEmpty();
    }
}

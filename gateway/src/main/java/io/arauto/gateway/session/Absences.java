package io.arauto.gateway.session;

import io.arauto.broker.BrokerConfig;
import io.arauto.broker.EventId;
import io.arauto.broker.Missed;
import io.arauto.broker.StoredEvent;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicLog;
import io.arauto.gateway.history.RecentEvents;
import io.arauto.gateway.history.RecentEvents.Span;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a client missed: from Redis while that has everything, from Postgres what lies further back. */
public final class Absences {
    private static final Logger log = LoggerFactory.getLogger(Absences.class);
    /** Stock clients have been waiting for the answer to their CONNECT since, and would rather begin anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TopicLog hot;
    private final RecentEvents recent;
    private final Duration age;
    private final int most;
    private final Clock clock;

    /**
     * @param age of the oldest event that is told from Postgres
     * @param most events that a client may have missed
     */
    public Absences(TopicLog hot, RecentEvents recent, Duration age, int most, Clock clock) {
        this.hot = hot;
        this.recent = recent;
        this.age = age;
        this.most = most;
        this.clock = clock;
    }

    sealed interface Outcome {}

    /** All of it. */
    record Told(Catchup missed) implements Outcome {}

    /** Why not all of it can be told. */
    record Untold(Recovery reason) implements Outcome {}

    /** @param starts after which event each topic was missed; fails when Redis is away */
    Future<Outcome> missed(Tenant tenant, Map<Topic, EventId> starts) {
        return hot.since(tenant, starts, most).compose(found -> {
            if (found.incomplete().isEmpty()) {
                return Future.succeededFuture(told(found, List.of()));
            }
            var spans = new HashMap<Topic, Span>();
            found.incomplete()
                    .forEach((topic, last) ->
                            spans.put(topic, new Span(starts.getOrDefault(topic, EventId.NONE), last)));
            return spans.values().stream().allMatch(this::isInReach)
                    ? older(tenant, spans, found)
                    : Future.succeededFuture(new Untold(Recovery.HISTORY_INCOMPLETE));
        });
    }

    /** A topic's newest id is forgotten after some days; whoever left before that can't be told what was between. */
    private boolean isInReach(Span span) {
        return !span.last().equals(EventId.NONE)
                && (span.start().equals(EventId.NONE) || isYoungerThan(BrokerConfig.LAST_ID_AGE, span.start()));
    }

    private boolean isYoungerThan(Duration limit, EventId id) {
        return id.time().isAfter(clock.instant().minus(limit));
    }

    private Future<Outcome> older(Tenant tenant, Map<Topic, Span> spans, Missed found) {
        return recent.all(tenant, spans, most)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(answer -> switch (answer) {
                    case RecentEvents.All(var events) ->
                        events.stream().allMatch(event -> isYoungerThan(age, event.id()))
                                ? told(found, events)
                                : new Untold(Recovery.HISTORY_INCOMPLETE);
                    case RecentEvents.Some.INCOMPLETE -> new Untold(Recovery.HISTORY_INCOMPLETE);
                    case RecentEvents.Some.TOO_MANY -> new Untold(Recovery.TOO_MUCH_MISSED);
                })
                .recover(failure -> {
                    log.warn("resume_history_failed reason={}", failure.getMessage());
                    return Future.succeededFuture(new Untold(Recovery.HISTORY_UNAVAILABLE));
                });
    }

    private Outcome told(Missed found, Collection<StoredEvent> older) {
        var byId = new TreeMap<EventId, StoredEvent>();
        Stream.concat(older.stream(), found.events().values().stream().flatMap(List::stream))
                .forEach(event -> byId.put(event.id(), event));
        return byId.size() > most
                ? new Untold(Recovery.TOO_MUCH_MISSED)
                : new Told(new Catchup(List.copyOf(byId.values()), found.position()));
    }
}

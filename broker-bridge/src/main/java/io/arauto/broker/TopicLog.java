package io.arauto.broker;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The recent events of each topic, kept in Redis so that any node can resume any client. */
public final class TopicLog {
    private static final LuaScript CATCH_UP = LuaScript.load("catch_up.lua");

    private final RedisLinks links;

    TopicLog(RedisLinks links) {
        this.links = links;
    }

    /**
     * What each topic got after an id of its own, merged.
     *
     * @param most when there is more than this, the answer is not complete
     */
    public Future<Catchup> since(Tenant tenant, Map<Topic, EventId> starts, int most) {
        return byTopic(tenant, starts, most).map(found -> {
            var merged = new TreeMap<EventId, StoredEvent>();
            found.events().values().forEach(events -> events.forEach(event -> merged.put(event.id(), event)));
            return new Catchup(List.copyOf(merged.values()), found.position(), found.complete());
        });
    }

    /** What {@link #since} merges. */
    record Found(Map<Topic, List<StoredEvent>> events, EventId position, boolean complete) {}

    Future<Found> byTopic(Tenant tenant, Map<Topic, EventId> starts, int most) {
        var topics = List.copyOf(starts.keySet());
        var keys = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        keys.add(Keys.outbox(Partition.of(tenant)));
        arguments.add(most);
        arguments.add(BrokerConfig.LAST_ID_AGE.toSeconds());
        for (var topic : topics) {
            keys.add(Keys.log(tenant, topic));
            keys.add(Keys.last(tenant, topic));
            arguments.add(starts.get(topic));
        }
        return CATCH_UP.run(links.current(), keys, arguments).map(answer -> found(topics, answer));
    }

    /** The newest event id of the tenant's partition. */
    public Future<EventId> position(Tenant tenant) {
        return since(tenant, Map.of(), 0).map(Catchup::position);
    }

    /** The newest event id of each topic; {@link EventId#NONE} for one that had none for long. */
    public Future<Map<Topic, EventId>> lastIds(Tenant tenant, Collection<Topic> topics) {
        if (topics.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var ordered = List.copyOf(topics);
        var request = Request.cmd(Command.MGET);
        ordered.forEach(topic -> request.arg(Keys.last(tenant, topic)));
        return links.current().fetch(request).map(answer -> {
            var ids = new HashMap<Topic, EventId>();
            for (var index = 0; index < ordered.size(); index++) {
                ids.put(ordered.get(index), id(answer.get(index)));
            }
            return ids;
        });
    }

    /** Up to {@code limit} events of one topic, the newest before {@code before}, in order of id. */
    public Future<List<StoredEvent>> newest(Tenant tenant, Topic topic, @Nullable EventId before, int limit) {
        var request = Request.cmd(Command.XREVRANGE)
                .arg(Keys.log(tenant, topic))
                .arg(before == null ? "+" : "(" + before)
                .arg("-")
                .arg("COUNT")
                .arg(limit);
        return links.current().fetch(request).map(answer -> {
            var events = new ArrayList<StoredEvent>();
            answer.forEach(entry -> events.addFirst(event(entry)));
            return events;
        });
    }

    private static StoredEvent event(Response entry) {
        var fields = entry.get(1);
        return new StoredEvent(
                EventId.parse(entry.get(0).toString()),
                EventKind.parse(fields.get(1).toString()),
                fields.get(7).toBuffer());
    }

    private static Found found(List<Topic> topics, Response answer) {
        var events = new HashMap<Topic, List<StoredEvent>>();
        for (var index = 2; index < answer.size(); index++) {
            events.put(topics.get(index - 2), triples(answer.get(index)));
        }
        return new Found(events, EventId.parse(answer.get(0).toString()), Replies.flag(answer, 1));
    }

    private static List<StoredEvent> triples(Response triples) {
        var events = new ArrayList<StoredEvent>();
        for (var index = 0; index < triples.size(); index += 3) {
            events.add(new StoredEvent(
                    EventId.parse(triples.get(index).toString()),
                    EventKind.parse(triples.get(index + 1).toString()),
                    triples.get(index + 2).toBuffer()));
        }
        return events;
    }

    private static EventId id(@Nullable Response value) {
        return value == null ? EventId.NONE : EventId.parse(value.toString());
    }
}

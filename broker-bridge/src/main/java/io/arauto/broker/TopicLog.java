package io.arauto.broker;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recent events of each topic, kept in Redis so that any node can resume any client. */
public final class TopicLog {
    private static final LuaScript CATCH_UP = LuaScript.load("catch_up.lua");
    private static final LuaScript EDITS = LuaScript.load("edits.lua");
    private static final int FIELDS_OF_AN_EVENT = 3;

    private final RedisLinks links;
    private final IdFloor floor;
    private final SharedReadings<Partition, EventId> positions = new SharedReadings<>(this::readPosition);

    TopicLog(RedisLinks links, IdFloor floor) {
        this.links = links;
        this.floor = floor;
    }

    /**
     * What each topic got after an id of its own.
     *
     * @param most of what is more than this in all, some topics are not told
     */
    public Future<Missed> since(Tenant tenant, Map<Topic, EventId> starts, int most) {
        var tenantKeys = TenantKeys.of(tenant);
        var topics = List.copyOf(starts.keySet());
        var keys = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        for (var topic : topics) {
            keys.add(tenantKeys.log(topic));
            keys.add(tenantKeys.last(topic));
            arguments.add(starts.getOrDefault(topic, EventId.NONE));
        }
        return catchUp(tenantKeys.partition(), most, keys, arguments).map(answer -> missed(topics, answer));
    }

    /** The newest event id of the tenant's partition; those who ask at once share the answer, since a full outbox makes it dear. */
    public Future<EventId> position(Tenant tenant) {
        return positions.read(Partition.of(tenant));
    }

    private Future<EventId> readPosition(Partition partition) {
        return catchUp(partition, 0, List.of(), List.of()).map(answer -> id(answer.get(0)));
    }

    private Future<Response> catchUp(Partition partition, int most, List<String> logs, List<Object> starts) {
        var keys = new ArrayList<String>(List.of(Keys.outbox(partition)));
        keys.addAll(logs);
        var arguments = new ArrayList<Object>(List.of(most, BrokerConfig.LAST_ID_AGE.toSeconds(), floor.of(partition)));
        arguments.addAll(starts);
        return CATCH_UP.run(links.to(partition), keys, arguments);
    }

    /** The newest event id of each topic; {@link EventId#NONE} for one that had none for long. */
    public Future<Map<Topic, EventId>> lastIds(Tenant tenant, Collection<Topic> topics) {
        if (topics.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var keys = TenantKeys.of(tenant);
        var ordered = List.copyOf(topics);
        var request = Request.cmd(Command.MGET);
        ordered.forEach(topic -> request.arg(keys.last(topic)));
        return links.to(keys.partition()).fetch(request).map(answer -> {
            var ids = new HashMap<Topic, EventId>();
            for (var index = 0; index < ordered.size(); index++) {
                ids.put(ordered.get(index), id(answer.get(index)));
            }
            return ids;
        });
    }

    /** Up to {@code limit} events of one topic, the newest before {@code before}, in order of id. */
    public Future<List<StoredEvent>> newest(Tenant tenant, Topic topic, @Nullable EventId before, int limit) {
        var keys = TenantKeys.of(tenant);
        var request = Request.cmd(Command.XREVRANGE)
                .arg(keys.log(topic))
                .arg(before == null ? "+" : "(" + before)
                .arg("-")
                .arg("COUNT")
                .arg(limit);
        return links.to(keys.partition()).fetch(request).map(answer -> {
            var events = new ArrayList<StoredEvent>();
            answer.forEach(entry -> events.add(event(entry)));
            return List.copyOf(events.reversed());
        });
    }

    /** One event, if the topic still has it. */
    public Future<Optional<StoredEvent>> find(Tenant tenant, Topic topic, EventId id) {
        var keys = TenantKeys.of(tenant);
        var request = Request.cmd(Command.XRANGE)
                .arg(keys.log(topic))
                .arg(id.toString())
                .arg(id.toString());
        return links.to(keys.partition())
                .fetch(request)
                .map(answer -> answer.size() == 0 ? Optional.empty() : Optional.of(event(answer.get(0))));
    }

    /** The edits of messages among the events after {@code start}, in order of id. */
    public Future<List<StoredEvent>> edits(Tenant tenant, Topic topic, EventId start) {
        var keys = TenantKeys.of(tenant);
        return EDITS.run(links.to(keys.partition()), List.of(keys.log(topic)), List.of(start))
                .map(answer -> {
                    var events = new ArrayList<StoredEvent>();
                    for (var index = 0; index < answer.size(); index += 2) {
                        events.add(StoredEvent.of(
                                EventId.parse(answer.get(index).toString()),
                                EventKind.EDIT,
                                answer.get(index + 1).toBuffer()));
                    }
                    return List.copyOf(events);
                });
    }

    /** The fields of an entry stand in the order in which publish.lua writes them. */
    private static StoredEvent event(Response entry) {
        var fields = entry.get(1);
        return StoredEvent.of(
                EventId.parse(entry.get(0).toString()),
                EventKind.parse(fields.get(1).toString()),
                fields.get(7).toBuffer());
    }

    private static Missed missed(List<Topic> topics, Response answer) {
        var events = new HashMap<Topic, List<StoredEvent>>();
        var incomplete = new HashMap<Topic, EventId>();
        for (var index = 0; index < topics.size(); index++) {
            var found = answer.get(index + 1);
            if (Replies.flag(found, 0)) {
                events.put(topics.get(index), events(found));
            } else {
                incomplete.put(topics.get(index), EventId.parse(found.get(1).toString()));
            }
        }
        return new Missed(events, EventId.parse(answer.get(0).toString()), incomplete);
    }

    private static List<StoredEvent> events(Response found) {
        var events = new ArrayList<StoredEvent>();
        for (var index = 1; index < found.size(); index += FIELDS_OF_AN_EVENT) {
            events.add(StoredEvent.of(
                    EventId.parse(found.get(index).toString()),
                    EventKind.parse(found.get(index + 1).toString()),
                    found.get(index + 2).toBuffer()));
        }
        return events;
    }

    private static EventId id(@Nullable Response value) {
        return value == null ? EventId.NONE : EventId.parse(value.toString());
    }
}

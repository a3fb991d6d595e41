package io.arauto.broker;

import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each user has read of notifications, and the newest of these. Every notification has an ordinal in its topic, so that unread is a
 * difference and nothing is ever counted.
 */
public final class NotificationMarks {
    private static final LuaScript LIST = LuaScript.load("notices_list.lua");
    private static final LuaScript MARK = LuaScript.load("notices_mark.lua");
    /** Events of each log that are looked at; further back, Postgres is quicker. */
    private static final int DEPTH = 500;

    private static final int MOST_RANGES = 1_000;

    private final RedisLinks links;

    NotificationMarks(RedisLinks links) {
        this.links = links;
    }

    /** A notification in a hot log; {@code body} is its packet. */
    public record Notice(Topic topic, EventId id, long ordinal, Buffer body) {}

    /**
     * @param notices from the newest on
     * @param complete whether an older store can add nothing
     */
    public record Newest(List<Notice> notices, boolean complete, Map<Topic, ReadState> states) {}

    /** What became of a mark; {@code unknown} are the topics whose logs do not go back so far. */
    public record Marked(Outcome outcome, List<Topic> unknown, Map<Topic, ReadState> states) {}

    /** In the order of the script's answers. */
    public enum Outcome {
        UNCHANGED,
        CHANGED,
        /** Redis does not know the notification, or not its place; the caller may look that up and ask again. */
        UNKNOWN,
        /** So many were marked one by one that no more can be. */
        TOO_SCATTERED
    }

    /**
     * The newest notifications of some topics.
     *
     * @param before only those older than this
     * @param unread only those that the reader has not read
     */
    public Future<Newest> newest(
            Tenant tenant, String reader, List<Topic> topics, @Nullable EventId before, boolean unread, int limit) {
        var names = TenantKeys.of(tenant);
        var keys = new ArrayList<String>();
        keys.add(names.notices());
        keys.add(names.noticesRead(reader));
        topics.forEach(topic -> keys.add(names.log(topic)));
        var arguments = new ArrayList<Object>(List.of(before == null ? "+" : before, limit, unread ? 1 : 0, DEPTH));
        topics.forEach(topic -> arguments.add(topic.key()));
        return LIST.run(links.to(names.partition()), keys, arguments).map(answer -> {
            var notices = new ArrayList<Notice>();
            for (var index = 2; index < answer.size(); index++) {
                notices.add(notice(topics, answer.get(index)));
            }
            return new Newest(List.copyOf(notices), Replies.flag(answer, 0), states(topics, answer.get(1), 0));
        });
    }

    /** Marks the one that has that id. {@code ordinals} are those that the caller had to look up. */
    public Future<Marked> markOne(
            Tenant tenant, String reader, List<Topic> topics, EventId id, Map<Topic, Long> ordinals) {
        return mark(tenant, reader, topics, id, ordinals, false);
    }

    /** Marks all up to that id. {@code ordinals}, of topics that were unknown before, are those of the newest up to it. */
    public Future<Marked> markUpTo(
            Tenant tenant, String reader, List<Topic> topics, EventId id, Map<Topic, Long> ordinals) {
        return mark(tenant, reader, topics, id, ordinals, true);
    }

    private Future<Marked> mark(
            Tenant tenant, String reader, List<Topic> topics, EventId id, Map<Topic, Long> ordinals, boolean olderToo) {
        var names = TenantKeys.of(tenant);
        var keys = new ArrayList<String>();
        keys.add(names.notices());
        keys.add(names.noticesRead(reader));
        var arguments = new ArrayList<Object>(List.of(id, olderToo ? 1 : 0, MOST_RANGES));
        for (var topic : topics) {
            var ordinal = ordinals.get(topic);
            keys.add(names.log(topic));
            keys.add(names.last(topic));
            arguments.add(topic.key());
            arguments.add(ordinal == null ? "" : ordinal);
        }
        return MARK.run(links.to(names.partition()), keys, arguments)
                .map(answer -> new Marked(
                        Outcome.values()[(int) Replies.number(answer, 0)],
                        unknown(topics, answer.get(1)),
                        states(topics, answer, 2)));
    }

    private static Notice notice(List<Topic> topics, Response found) {
        var id = EventId.parse(found.get(1).toString());
        return new Notice(
                topics.get((int) Replies.number(found, 0) - 1),
                id,
                Long.parseLong(found.get(2).toString()),
                Template.fill(found.get(3).toBuffer(), id));
    }

    private static List<Topic> unknown(List<Topic> topics, Response numbers) {
        var unknown = new ArrayList<Topic>();
        numbers.forEach(number -> unknown.add(topics.get((int) Replies.number(number) - 1)));
        return List.copyOf(unknown);
    }

    private static Map<Topic, ReadState> states(List<Topic> topics, Response answer, int from) {
        var states = new HashMap<Topic, ReadState>();
        for (var index = 0; index < topics.size(); index++) {
            var state = answer.get(from + index);
            states.put(
                    topics.get(index),
                    new ReadState(
                            Replies.number(state, 0),
                            ReadRanges.parse(state.get(1).toString())));
        }
        return Map.copyOf(states);
    }
}

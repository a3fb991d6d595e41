package io.arauto.broker;

import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each user has read each channel. Every chat message has an ordinal in its channel, so that unread is a difference and
 * nothing is ever counted.
 */
public final class ReadCursors {
    private static final LuaScript MARK = LuaScript.load("mark_read.lua");
    private static final LuaScript UNREAD = LuaScript.load("unread.lua");

    /** A cursor as it stands after {@link #mark}; {@code changed} tells whether it was behind. */
    public record Moved(long unread, boolean changed) {}

    private final RedisLinks links;

    ReadCursors(RedisLinks links) {
        this.links = links;
    }

    public Future<Map<String, Unread>> unread(Tenant tenant, String userId, List<String> channels) {
        if (channels.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var names = TenantKeys.of(tenant);
        var keys = new ArrayList<String>();
        keys.add(names.counts());
        keys.add(names.cursors(userId));
        channels.forEach(channel -> keys.add(names.last(Topic.channel(channel))));
        return UNREAD.run(links.to(names.partition()), keys, channels).map(answer -> {
            var unread = new HashMap<String, Unread>();
            for (var index = 0; index < channels.size(); index++) {
                var lastId = EventId.parse(answer.get(index * 2 + 1).toString());
                unread.put(channels.get(index), new Unread(Replies.number(answer, index * 2), lastId));
            }
            return unread;
        });
    }

    /**
     * Moves a cursor forward to a message.
     *
     * @param ordinal the message's, where the caller knows it
     * @return empty when the message is not in the hot log and its ordinal was not given
     */
    public Future<Optional<Moved>> mark(
            Tenant tenant, String userId, String channel, EventId message, @Nullable Long ordinal) {
        var names = TenantKeys.of(tenant);
        var keys = List.of(names.log(Topic.channel(channel)), names.counts(), names.cursors(userId));
        return MARK.run(links.to(names.partition()), keys, List.of(channel, message, ordinal == null ? "" : ordinal))
                .map(answer -> answer.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Moved(Replies.number(answer, 0), Replies.flag(answer, 1))));
    }
}

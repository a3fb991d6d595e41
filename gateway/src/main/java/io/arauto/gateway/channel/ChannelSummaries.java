package io.arauto.gateway.channel;

import io.arauto.broker.ReadCursors;
import io.arauto.broker.Unread;
import io.arauto.gateway.auth.Identity;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;

/** The channels that a user may read, with what is unread in each. */
public final class ChannelSummaries {
    private final Channels channels;
    private final ReadCursors cursors;

    public ChannelSummaries(Channels channels, ReadCursors cursors) {
        this.channels = channels;
        this.cursors = cursors;
    }

    /** An array of {@code {name, title, description, kind, permissions, unread, lastId}}. */
    public Future<JsonArray> of(Identity user) {
        var readable = channels.of(user);
        var names = readable.stream().map(Channel::name).toList();
        return cursors.unread(user.tenant(), user.userId(), names).map(unread -> {
            var summaries = new JsonArray();
            for (var channel : readable) {
                var state = unread.getOrDefault(channel.name(), Unread.NONE);
                summaries.add(channel.toJson()
                        .put("unread", state.unread())
                        .put("lastId", state.lastId().toString()));
            }
            return summaries;
        });
    }
}

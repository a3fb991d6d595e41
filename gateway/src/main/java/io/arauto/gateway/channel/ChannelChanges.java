package io.arauto.gateway.channel;

import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionMembership;
import io.arauto.gateway.session.TenantChanges;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a channel, as it comes to each live session of the tenant: it is joined, or removed, and told with {@code channel:changed} if it
 * could or can read the channel.
 */
public final class ChannelChanges implements TenantChanges {
    /** Gateways read it, no client does. */
    public static final String EVENT = "channel";

    private final Channels channels;
    private final SessionMembership membership;

    public ChannelChanges(Channels channels, SessionMembership membership) {
        this.channels = channels;
        this.membership = membership;
    }

    @Override
    public void apply(Session session, JsonObject change) {
        var user = session.identity();
        var name = change.getString("name");
        var definition = Definition.of(change.getJsonObject("definition"));
        channels.learn(user.tenant(), Map.of(name, definition));
        var before = Optional.ofNullable(change.getJsonObject("before"))
                .map(Channel::of)
                .filter(channel -> channel.belongsTo(user));
        var after = definition.channel().filter(channel -> channel.belongsTo(user));
        if (before.isPresent() || after.isPresent()) {
            membership.renew(session).onComplete(_ -> session.emit("channel:changed", told(name, before, after)));
        }
    }

    /** {@code {name, state: added|changed|removed, channel?}}. */
    private static JsonObject told(String name, Optional<Channel> before, Optional<Channel> after) {
        var state = after.isEmpty() ? "removed" : before.isEmpty() ? "added" : "changed";
        var told = new JsonObject().put("name", name).put("state", state);
        after.ifPresent(channel -> told.put("channel", channel.toJson()));
        return told;
    }
}

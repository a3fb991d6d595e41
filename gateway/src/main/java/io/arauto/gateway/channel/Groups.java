package io.arauto.gateway.channel;

import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Private groups: whoever may chat makes one; its members bring others in and may go; principals and administrators may do either. */
final class Groups {
    private final ChannelRegistry registry;

    Groups(ChannelRegistry registry) {
        this.registry = registry;
    }

    /** {@code {name, title, members}} → {@code {channel, title, members, …}}; who makes it is a member. */
    Future<JsonObject> create(Identity founder, Payload payload) {
        if (!founder.mayChat() && !mayAdminister(founder)) {
            throw Refusal.forbidden("no permission to chat");
        }
        var name = ChannelFields.name(payload, "name");
        var members = new HashSet<>(ChannelFields.members(payload));
        if (!founder.isService()) {
            members.add(founder.userId());
        }
        var group = Channel.group(name, ChannelFields.title(payload), ChannelFields.bounded(members));
        return registry.edit(founder.tenant(), name, (_, use) -> {
                    if (use != NameUse.FREE) {
                        throw new Refusal(ErrorCode.CONFLICT, "there is a channel " + name + ", or was");
                    }
                    return Optional.of(group);
                })
                .map(Groups::answer);
    }

    /** {@code {channel, members}} → the group. */
    Future<JsonObject> invite(Identity host, Payload payload) {
        var invited = ChannelFields.members(payload);
        return change(host, payload, members -> {
            var more = new HashSet<>(members);
            more.addAll(invited);
            return more;
        });
    }

    /** {@code {channel, members}} → the group, without them; any member may take out any. */
    Future<JsonObject> remove(Identity host, Payload payload) {
        var removed = ChannelFields.members(payload);
        return change(host, payload, members -> {
            var left = new HashSet<>(members);
            left.removeAll(removed);
            return left;
        });
    }

    private interface Change {
        Set<String> of(Set<String> members);
    }

    private Future<JsonObject> change(Identity host, Payload payload, Change change) {
        var name = Conversations.channelName(payload);
        if (!Topic.isName(name)) {
            throw Channels.unknown(name);
        }
        return registry.edit(host.tenant(), name, (current, _) -> {
                    var group = current.orElseThrow(() -> Channels.unknown(name));
                    var members = group.members();
                    if (members == null) {
                        throw Refusal.forbidden("a channel has permissions, not members");
                    }
                    if (!group.isMember(host) && !mayAdminister(host)) {
                        throw Channels.unknown(name);
                    }
                    return Optional.of(group.withMembers(ChannelFields.bounded(change.of(members))));
                })
                .map(Groups::answer);
    }

    private static boolean mayAdminister(Identity user) {
        return user.administers() || user.isService();
    }

    private static JsonObject answer(ChannelRegistry.Edited edited) {
        var group = edited.after().orElseThrow();
        return group.toJson().put("channel", group.name());
    }
}

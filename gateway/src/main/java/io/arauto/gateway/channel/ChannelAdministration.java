package io.arauto.gateway.channel;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Optional;

/** What principals, administrators and ERP back ends do with the channels of their tenant, groups among them. */
final class ChannelAdministration {
    private final Channels channels;
    private final ChannelRegistry registry;

    ChannelAdministration(Channels channels, ChannelRegistry registry) {
        this.channels = channels;
        this.registry = registry;
    }

    static boolean isFor(Identity user) {
        return user.administers() || user.isService();
    }

    /** Those that are not among the caller's own, each as it is. */
    JsonArray others(Identity caller) {
        var others = new JsonArray();
        if (isFor(caller)) {
            channels.all(caller.tenant()).stream()
                    .filter(channel -> !channel.belongsTo(caller))
                    .sorted(Comparator.comparing(Channel::name))
                    .forEach(channel -> others.add(channel.toJson()));
        }
        return others;
    }

    JsonObject get(Identity caller, String name) {
        if (isFor(caller)) {
            return channels.find(caller.tenant(), name)
                    .orElseThrow(() -> Channels.unknown(name))
                    .toJson();
        }
        return channels.readable(caller, name).toJson();
    }

    /**
     * {@code {title, description?, permissions, publish?}}, or {@code {title, members}} for a group. A channel that was deleted comes back with its
     * history, as it would be read by whom an administrator lets in; what a group said stays among its members, so its name is not given again.
     */
    Future<ChannelRegistry.Edited> put(Identity caller, String name, Payload payload) {
        requireAdministrator(caller);
        if (!ChannelFields.isName(name)) {
            throw Refusal.invalid("name", "a channel name: a-z 0-9 _ . : -");
        }
        var channel = channel(name, payload);
        return registry.edit(caller.tenant(), name, (current, use) -> {
            if (use != NameUse.FREE && use != NameUse.of(channel)) {
                throw new Refusal(ErrorCode.CONFLICT, "a group and a channel can't become each other");
            }
            if (use == NameUse.GROUP && current.isEmpty()) {
                throw new Refusal(ErrorCode.CONFLICT, "there was a group " + name + ", whose history is kept");
            }
            return Optional.of(channel);
        });
    }

    private static Channel channel(String name, Payload payload) {
        var title = ChannelFields.title(payload);
        if (payload.has("members")) {
            return Channel.group(name, title, ChannelFields.members(payload));
        }
        var permissions = ChannelFields.permissions(payload, "permissions");
        var publish = payload.has("publish") ? ChannelFields.permissions(payload, "publish") : permissions;
        return new Channel(name, title, ChannelFields.description(payload), permissions, publish, null);
    }

    Future<Void> delete(Identity caller, String name) {
        requireAdministrator(caller);
        if (channels.find(caller.tenant(), name).isEmpty()) {
            throw Channels.unknown(name);
        }
        return registry.edit(caller.tenant(), name, (_, _) -> Optional.empty()).mapEmpty();
    }

    private static void requireAdministrator(Identity caller) {
        if (!isFor(caller)) {
            throw Refusal.forbidden("channels are administered by administrators");
        }
    }
}

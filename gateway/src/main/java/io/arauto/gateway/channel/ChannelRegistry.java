package io.arauto.gateway.channel;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.OutgoingEvent;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes channels: in Redis, if nobody else has changed the same one meanwhile, and then by an event that tells all gateways and is written to
 * Postgres. A change whose event could not be published is told when it is asked for again.
 */
final class ChannelRegistry {
    private static final int MOST_CHANNELS = 2_000;

    private final Channels channels;
    private final Definitions definitions;
    private final Publisher publisher;

    ChannelRegistry(Channels channels, Definitions definitions, Publisher publisher) {
        this.channels = channels;
        this.definitions = definitions;
        this.publisher = publisher;
    }

    /** What becomes of a name; throws a refusal when it may not. */
    @FunctionalInterface
    interface Edit {
        /**
         * @param current the channel of that name, if there is one
         * @param use what the name stands for; for a deleted channel, what it stood for
         */
        Optional<Channel> of(Optional<Channel> current, NameUse use);
    }

    /** The channel as it was and as it is. */
    record Edited(Optional<Channel> before, Optional<Channel> after) {}

    Future<Edited> edit(Tenant tenant, String name, Edit edit) {
        return channels.complete(tenant)
                .compose(_ -> definitions.change(tenant, name, stored -> edited(tenant, name, stored, edit)))
                .compose(changed -> tell(tenant, name, changed));
    }

    private void requireRoom(Tenant tenant, Optional<Channel> before, Optional<Channel> after) {
        if (before.isEmpty() && after.isPresent() && channels.all(tenant).size() >= MOST_CHANNELS) {
            throw new Refusal(ErrorCode.CONFLICT, "a tenant has up to " + MOST_CHANNELS + " channels and groups");
        }
    }

    private JsonObject edited(Tenant tenant, String name, Optional<JsonObject> stored, Edit edit) {
        var before = channel(name, stored);
        var use = stored.map(Definition::of)
                .map(Definition::use)
                .orElseGet(() -> before.map(NameUse::of).orElse(NameUse.FREE));
        var after = edit.of(before, use);
        requireRoom(tenant, before, after);
        return after.map(Definition::json).orElseGet(() -> Definition.deleted(use));
    }

    private static Optional<Channel> channel(String name, Optional<JsonObject> stored) {
        return stored.map(Definition::of).map(Definition::channel).orElseGet(() -> TenantChannels.byDefault(name));
    }

    private Future<Edited> tell(Tenant tenant, String name, Definitions.Changed changed) {
        var definition = Definition.of(changed.after());
        var edited = new Edited(channel(name, changed.before()), definition.channel());
        channels.learn(tenant, Map.of(name, definition));
        var change = new JsonObject().put("name", name).put("definition", changed.after());
        edited.before().ifPresent(channel -> change.put("before", channel.toJson()));
        return publisher
                .publish(Publication.of(
                        tenant,
                        List.of(Topic.tenant()),
                        EventKind.CHANNEL,
                        OutgoingEvent.about(ChannelChanges.EVENT, change)))
                .map(edited);
    }
}

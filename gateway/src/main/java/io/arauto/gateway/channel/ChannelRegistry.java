package io.arauto.gateway.channel;

import io.arauto.broker.ChannelStore;
import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
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
    /** More than anyone will change one channel at the same time. */
    private static final int ATTEMPTS = 50;

    /** Gateways read it, no client does. */
    private static final String EVENT = "channel";

    private static final int MOST_CHANNELS = 2_000;

    private final Channels channels;
    private final ChannelStore store;
    private final Publisher publisher;

    ChannelRegistry(Channels channels, ChannelStore store, Publisher publisher) {
        this.channels = channels;
        this.store = store;
        this.publisher = publisher;
    }

    /** What becomes of a name; throws a refusal when it may not. */
    @FunctionalInterface
    interface Edit {
        /**
         * @param current the channel of that name, if there is one
         * @param taken whether there was one, be it deleted
         */
        Optional<Channel> of(Optional<Channel> current, boolean taken);
    }

    /** The channel as it was and as it is. */
    record Edited(Optional<Channel> before, Optional<Channel> after) {}

    Future<Edited> edit(Tenant tenant, String name, Edit edit) {
        return channels.complete(tenant).compose(_ -> attempt(tenant, name, edit, ATTEMPTS));
    }

    private Future<Edited> attempt(Tenant tenant, String name, Edit edit, int left) {
        if (left == 0) {
            return Future.failedFuture(new Refusal(ErrorCode.CONFLICT, "the channel is being changed by others"));
        }
        return store.find(tenant, name).compose(known -> {
            var stored = known.map(Definition::parse);
            var before = stored.map(Definition::channel).orElseGet(() -> TenantChannels.byDefault(name));
            var edited = new Edited(before, edit.of(before, before.isPresent() || stored.isPresent()));
            requireRoom(tenant, edited);
            var definition = new Definition(revisionAfter(stored), edited.after());
            return store.replace(tenant, name, known, definition.toJson().encode())
                    .compose(replaced ->
                            replaced ? tell(tenant, name, edited, definition) : attempt(tenant, name, edit, left - 1));
        });
    }

    private void requireRoom(Tenant tenant, Edited edited) {
        if (edited.before().isEmpty()
                && edited.after().isPresent()
                && channels.all(tenant).size() >= MOST_CHANNELS) {
            throw new Refusal(ErrorCode.CONFLICT, "a tenant has up to " + MOST_CHANNELS + " channels and groups");
        }
    }

    /** By the clock, so that it is newer than one of before Redis lost the definition. */
    private static long revisionAfter(Optional<Definition> stored) {
        return Math.max(stored.map(Definition::revision).orElse(0L) + 1, System.currentTimeMillis());
    }

    private Future<Edited> tell(Tenant tenant, String name, Edited edited, Definition definition) {
        channels.learn(tenant, Map.of(name, definition));
        var change = new JsonObject().put("name", name).put("definition", definition.toJson());
        edited.before().ifPresent(channel -> change.put("before", channel.toJson()));
        return publisher
                .publish(Publication.of(
                        tenant, List.of(Topic.tenant()), EventKind.CHANNEL, OutgoingEvent.about(EVENT, change)))
                .map(edited);
    }
}

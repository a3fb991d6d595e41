package io.arauto.gateway.channel;

import io.arauto.broker.SharedReadings;
import io.arauto.broker.Tenant;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The channels of all tenants that this node has to do with. A tenant's are read before one of its users is served, and kept up to date by
 * the events of {@link ChannelChanges}; what is asked of them then needs no waiting.
 */
public final class Channels {
    private final Definitions definitions;
    private final ConcurrentHashMap<Tenant, TenantChannels> known = new ConcurrentHashMap<>();
    private final SharedReadings<Tenant, Void> readings;

    public Channels(Definitions definitions) {
        this.definitions = definitions;
        this.readings = new SharedReadings<>(this::refresh);
    }

    /** Reads the channels of a tenant: what another node was told a moment ago holds here too. */
    public Future<Void> prepare(Tenant tenant) {
        return readings.read(tenant);
    }

    private Future<Void> refresh(Tenant tenant) {
        return read(tenant).map(complete -> {
            if (!complete) {
                restore(tenant);
            }
            return null;
        });
    }

    /** Waits also for what only Postgres may know, if it answers. */
    Future<Void> complete(Tenant tenant) {
        return read(tenant).compose(complete -> complete ? Future.succeededFuture() : restore(tenant));
    }

    private Future<Boolean> read(Tenant tenant) {
        return definitions.all(tenant).map(found -> {
            learn(tenant, parsed(found.byName()));
            return found.complete();
        });
    }

    private Future<Void> restore(Tenant tenant) {
        return definitions
                .restore(tenant)
                .onSuccess(stored -> learn(tenant, parsed(stored)))
                .mapEmpty();
    }

    private static Map<String, Definition> parsed(Map<String, JsonObject> found) {
        var definitions = new HashMap<String, Definition>();
        found.forEach((name, json) -> definitions.put(name, Definition.of(json)));
        return definitions;
    }

    /** Takes over what is newer than what this node knows. */
    void learn(Tenant tenant, Map<String, Definition> definitions) {
        known.merge(tenant, TenantChannels.UNCHANGED.with(definitions), (before, _) -> before.with(definitions));
    }

    /** Those that come to a user by themselves. */
    public List<Channel> of(Identity user) {
        return all(user.tenant()).stream()
                .filter(channel -> channel.belongsTo(user))
                .toList();
    }

    Collection<Channel> all(Tenant tenant) {
        return known.getOrDefault(tenant, TenantChannels.UNCHANGED).all();
    }

    public Optional<Channel> find(Tenant tenant, String name) {
        return known.getOrDefault(tenant, TenantChannels.UNCHANGED).find(name);
    }

    /** The channel, for one who may read it. */
    public Channel readable(Identity user, String name) {
        return require(user, name, channel -> channel.readableBy(user));
    }

    /** The channel, for one who may publish notifications and data in it. */
    public Channel writable(Identity user, String name) {
        return require(user, name, channel -> channel.writableBy(user));
    }

    /** The channel, for one who may chat in it. */
    public Channel chattable(Identity user, String name) {
        return require(user, name, channel -> channel.chattableBy(user));
    }

    /** A group is kept from others even in name. */
    private Channel require(Identity user, String name, Predicate<Channel> allowed) {
        var channel = find(user.tenant(), name).orElseThrow(() -> unknown(name));
        if (!allowed.test(channel)) {
            throw channel.isGroup() ? unknown(name) : Refusal.forbidden("no permission for channel " + name);
        }
        return channel;
    }

    static Refusal unknown(String name) {
        return Refusal.notFound("there is no channel " + name);
    }
}

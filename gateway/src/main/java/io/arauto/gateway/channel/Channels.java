package io.arauto.gateway.channel;

import io.arauto.broker.ChannelStore;
import io.arauto.broker.Tenant;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.history.PostgresChannels;
import io.vertx.core.Future;
import java.time.Duration;
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
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ChannelStore store;
    private final PostgresChannels postgres;
    private final ConcurrentHashMap<Tenant, TenantChannels> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Tenant, Long> read = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Tenant, Long> asked = new ConcurrentHashMap<>();

    public Channels(ChannelStore store, PostgresChannels postgres) {
        this.store = store;
        this.postgres = postgres;
    }

    /** Reads the channels of a tenant, unless that was done within the last second. */
    public Future<Void> prepare(Tenant tenant) {
        var last = read.get(tenant);
        if (last != null && System.nanoTime() - last < FRESH_NANOS) {
            return Future.succeededFuture();
        }
        return read(tenant).map(complete -> {
            if (!complete && mayAsk(tenant)) {
                bringBack(tenant);
            }
            return null;
        });
    }

    /** Waits also for what only Postgres may know, if it answers. */
    Future<Void> complete(Tenant tenant) {
        return read(tenant)
                .compose(complete -> complete || !mayAsk(tenant) ? Future.succeededFuture() : bringBack(tenant));
    }

    private Future<Boolean> read(Tenant tenant) {
        return store.all(tenant).map(definitions -> {
            learn(tenant, parsed(definitions.byName()));
            read.put(tenant, System.nanoTime());
            return definitions.complete();
        });
    }

    /** Redis is new, or has lost what it had: Postgres may know more. When it is away, it is asked again, but not each time. */
    private boolean mayAsk(Tenant tenant) {
        var now = System.nanoTime();
        var last = asked.get(tenant);
        if (last != null && now - last < ASK_AGAIN_NANOS) {
            return false;
        }
        asked.put(tenant, now);
        return true;
    }

    private Future<Void> bringBack(Tenant tenant) {
        return postgres.all(tenant)
                .compose(stored -> {
                    learn(tenant, parsed(stored));
                    return store.restore(tenant, stored);
                })
                .otherwiseEmpty();
    }

    private static Map<String, Definition> parsed(Map<String, String> texts) {
        var definitions = new HashMap<String, Definition>();
        texts.forEach((name, text) -> definitions.put(name, Definition.parse(text)));
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

package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The presence of users over all connections of all nodes. Every change is published once, on {@link Topic#presence()} of the tenant, as
 * {@code {users:[…]}}. Up is told at once, down after patience; users of a dead node are offline once its lease has run out.
 */
public final class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final LuaScript STEP = LuaScript.load("presence.lua");

    private final Vertx vertx;
    private final RedisLinks links;
    private final PresenceSettings settings;
    private final String node;
    private final NodeLease lease;
    private final long timer;
    private final Map<String, Here> connections = new ConcurrentHashMap<>();
    private final Set<Tenant> watched = ConcurrentHashMap.newKeySet();

    private record Here(Tenant tenant, Person person) {}

    /** Starts at once. A process that starts again is another node, even under its old name. */
    public Presence(Vertx vertx, RedisLinks links, String name, PresenceSettings settings) {
        this.vertx = vertx;
        this.links = links;
        this.settings = settings;
        this.node = name + '-' + UUID.randomUUID();
        this.lease = new NodeLease(links, node, settings.lease());
        this.timer = vertx.setPeriodic(0, settings.lease().toMillis() / 4, _ -> look());
    }

    /** A connection has come. One that goes while this is under way leaves nothing behind. */
    public Future<Void> up(Tenant tenant, Person person, String connection) {
        connections.put(connection, new Here(tenant, person));
        return record(tenant, person, connection);
    }

    private Future<Void> record(Tenant tenant, Person person, String connection) {
        return watch(tenant)
                .compose(_ -> step(
                        tenant,
                        node,
                        "up",
                        person.userId(),
                        connection,
                        person.toJson().encode()))
                .compose(_ -> connections.containsKey(connection)
                        ? Future.succeededFuture()
                        : step(tenant, node, "down", person.userId(), connection, ""));
    }

    /** From now on this node looks after the tenant, and whoever finds it dead knows that it did. */
    private Future<Void> watch(Tenant tenant) {
        return watched.contains(tenant)
                ? Future.succeededFuture()
                : lease.announce(tenant).onSuccess(_ -> watched.add(tenant));
    }

    /** A connection has gone. */
    public Future<Void> down(Tenant tenant, String userId, String connection) {
        connections.remove(connection);
        return step(tenant, node, "down", userId, connection, "");
    }

    /** The user did something. Callers see to it that this is rare. */
    public Future<Void> active(Tenant tenant, String userId) {
        return step(tenant, node, "active", userId, "", "");
    }

    /** {@link Status#ONLINE} gives the choice back to activity; {@link Status#OFFLINE} is to appear offline. */
    public Future<Void> set(
            Tenant tenant, String userId, Status status, @Nullable String message, @Nullable Duration messageFor) {
        var choice = new JsonObject().put("status", status.wire());
        if (message != null) {
            choice.put("message", message);
        }
        if (messageFor != null) {
            choice.put("messageFor", messageFor.toMillis());
        }
        return step(tenant, node, "set", userId, "", choice.encode());
    }

    /** All users of a tenant that are there or were within a week, in no particular order. */
    public Future<List<UserPresence>> list(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.HGETALL).arg(keys.presence()))
                .map(all -> all == null
                        ? List.of()
                        : all.getKeys().stream()
                                .map(user -> UserPresence.stored(
                                        user, new JsonObject(all.get(user).toString())))
                                .toList());
    }

    /** Gives no more signs of life; what is still connected goes offline with the lease. */
    public void close() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        lease.renew()
                .compose(renewal -> {
                    if (renewal.anew()) {
                        recordAll();
                    }
                    return Future.join(renewal.dead().stream().map(this::bury).toList());
                })
                .compose(_ -> Future.join(watched.stream()
                        .map(tenant -> step(tenant, node, "due", "", "", ""))
                        .toList()))
                .onFailure(Presence::warn);
    }

    /** Others may have taken the users of this node for gone, or Redis has lost them. */
    private void recordAll() {
        var before = Set.copyOf(watched);
        watched.clear();
        before.forEach(tenant -> watch(tenant).onFailure(Presence::warn));
        connections.forEach((connection, here) ->
                record(here.tenant(), here.person(), connection).onFailure(Presence::warn));
    }

    /** Takes over its tenants too: users who had just left it are still to be found gone. */
    private Future<Void> bury(String dead) {
        return lease.tenants(dead)
                .compose(tenants -> Future.join(tenants.stream()
                        .map(tenant -> step(tenant, dead, "gone", "", "", "").compose(_ -> watch(tenant)))
                        .toList()))
                .compose(_ -> lease.forget(dead))
                .onSuccess(_ -> log.info("node_gone node={}", dead));
    }

    private Future<Void> step(Tenant tenant, String at, String step, String userId, String connection, String details) {
        var keys = TenantKeys.of(tenant);
        return STEP.run(
                        links.to(keys.partition()),
                        List.of(
                                keys.presence(),
                                keys.presenceDue(),
                                keys.presenceAt(at),
                                keys.channel(Topic.presence())),
                        List.of(
                                step,
                                settings.awayAfter().toMillis(),
                                settings.patience().toMillis(),
                                userId,
                                connection,
                                at,
                                details))
                .mapEmpty();
    }

    private static void warn(Throwable failure) {
        log.warn("presence_failed reason={}", failure.toString());
    }
}

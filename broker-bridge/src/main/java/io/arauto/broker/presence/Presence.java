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
import io.vertx.redis.client.Response;
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
    /** Stands among the users, so that both are read at one moment; no user id looks like it. */
    private static final String VERSION = "#version";

    private static final LuaScript STEP = LuaScript.load("presence.lua");

    private final Vertx vertx;
    private final RedisLinks links;
    private final PresenceSettings settings;
    private final String node;
    private final NodeLease lease;
    private final long timer;
    private final Map<String, Here> connections = new ConcurrentHashMap<>();
    private final Map<String, Here> unrecorded = new ConcurrentHashMap<>();
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

    /** A connection has come. What can't be recorded now is recorded once Redis is back. */
    public Future<Void> up(Tenant tenant, Person person, String connection) {
        var here = new Here(tenant, person);
        connections.put(connection, here);
        return record(connection, here);
    }

    /** A connection has gone. */
    public Future<Void> down(String connection) {
        var here = connections.remove(connection);
        return here == null ? Future.succeededFuture() : record(connection, here);
    }

    /** Makes Redis know what is true at the end of it: a connection may go while its coming is being recorded. */
    private Future<Void> record(String connection, Here here) {
        var isHere = connections.containsKey(connection);
        var recorded = isHere ? recordUp(connection, here) : recordDown(connection, here);
        return recorded.onSuccess(_ -> unrecorded.remove(connection))
                .onFailure(_ -> unrecorded.put(connection, here))
                .compose(_ -> isHere && !connections.containsKey(connection)
                        ? recordDown(connection, here).onFailure(_ -> unrecorded.put(connection, here))
                        : Future.succeededFuture());
    }

    private Future<Void> recordUp(String connection, Here here) {
        return watch(here.tenant())
                .compose(_ -> step(
                        here.tenant(),
                        node,
                        "up",
                        here.person().userId(),
                        connection,
                        here.person().toJson().encode()));
    }

    private Future<Void> recordDown(String connection, Here here) {
        return step(here.tenant(), node, "down", here.person().userId(), connection, "");
    }

    /** From now on this node looks after the tenant, and whoever finds it dead knows that it did. */
    private Future<Void> watch(Tenant tenant) {
        return watched.contains(tenant)
                ? Future.succeededFuture()
                : lease.announce(tenant).onSuccess(_ -> watched.add(tenant));
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

    /** Users in no particular order. */
    public Future<PresenceSnapshot> snapshot(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .fetch(Request.cmd(Command.HGETALL).arg(keys.presence()))
                .map(all -> new PresenceSnapshot(
                        version(all.get(VERSION)),
                        all.getKeys().stream()
                                .filter(user -> !user.equals(VERSION))
                                .map(user -> UserPresence.stored(
                                        user, new JsonObject(all.get(user).toString())))
                                .toList()));
    }

    /** The version of the newest change. */
    public Future<Long> version(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.HGET).arg(keys.presence()).arg(VERSION))
                .map(Presence::version);
    }

    private static long version(@Nullable Response stored) {
        return stored == null ? 0 : Long.parseLong(stored.toString());
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
                    Map.copyOf(unrecorded)
                            .forEach((connection, here) ->
                                    record(connection, here).onFailure(Presence::warn));
                    return Future.join(renewal.dead().stream().map(this::bury).toList());
                })
                .onFailure(Presence::warn)
                .eventually(() -> Future.join(watched.stream()
                                .map(tenant -> step(tenant, node, "due", "", "", ""))
                                .toList())
                        .onFailure(Presence::warn));
    }

    /** Others may have taken the users of this node for gone, or Redis has lost them. */
    private void recordAll() {
        var before = Set.copyOf(watched);
        watched.clear();
        before.forEach(tenant -> watch(tenant).onFailure(Presence::warn));
        connections.forEach((connection, here) -> record(connection, here).onFailure(Presence::warn));
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

package io.arauto.broker.presence;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.Tenant;
import io.arauto.broker.TenantBatches;
import io.arauto.broker.Topic;
import io.arauto.broker.presence.PresenceSteps.Outcome;
import io.arauto.broker.presence.PresenceSteps.Step;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The presence of users over all connections of all nodes. Every change is published once, on {@link Topic#presence()} of the tenant, as
 * {@link PresenceChanges}. Up is told at once, down after patience; users of a dead node are offline once its lease has run out.
 */
public final class Presence {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final LuaScript AFTER = LuaScript.load("presence_after.lua");

    private final Vertx vertx;
    private final RedisLinks links;
    private final TenantBatches<Step, Outcome> steps;
    private final Recordings recordings;
    private final Custody custody;
    private final long timer;

    /** Starts at once. A process that starts again is another node, even under its old name. */
    public Presence(Vertx vertx, RedisLinks links, String name, PresenceSettings settings) {
        this.vertx = vertx;
        this.links = links;
        var node = name + '-' + UUID.randomUUID();
        var lease = new NodeLease(links, node, settings.lease());
        var scripts = new PresenceSteps(links, settings);
        this.steps = new TenantBatches<>(vertx, links.homeContext(), (tenant, some) -> scripts.run(tenant, node, some));
        this.recordings = new Recordings(tenant -> take(tenant), steps);
        this.custody = new Custody(scripts, lease, node, settings, recordings::has);
        this.timer = vertx.setPeriodic(0, settings.lease().toMillis() / 4, _ -> look(lease));
    }

    /** Connections of dead nodes that this one has taken for gone. */
    public long ghosts() {
        return custody.ghosts();
    }

    private Future<Void> take(Tenant tenant) {
        return custody.take(tenant);
    }

    /**
     * A connection has come. What can't be recorded now is recorded once Redis is back.
     *
     * @param isActivity whether the user did something by it; a client that comes back by itself tells nothing of its user
     */
    public Future<Void> up(Tenant tenant, Person person, String connection, boolean isActivity) {
        return recordings.up(tenant, person, connection, isActivity);
    }

    /** A connection has gone. */
    public Future<Void> down(String connection) {
        return recordings.down(connection);
    }

    /** The user did something. Callers see to it that this is rare. */
    public Future<Void> active(Tenant tenant, String userId) {
        return steps.ask(tenant, new Step("active", userId, "", "")).mapEmpty();
    }

    /**
     * {@link Status#ONLINE} gives the choice back to activity; {@link Status#OFFLINE} is to appear offline. Fails when Redis does not know of the
     * user's connections.
     */
    public Future<Void> set(
            Tenant tenant, String userId, Status status, @Nullable String message, @Nullable Duration messageFor) {
        var choice = new JsonObject().put("status", status.wire());
        if (message != null) {
            choice.put("message", message);
        }
        if (messageFor != null) {
            choice.put("messageFor", messageFor.toMillis());
        }
        return steps.ask(tenant, new Step("set", userId, "", choice.encode()))
                .compose(outcome -> outcome.there()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new BrokerException(Code.UNAVAILABLE, "the user's presence is not known")));
    }

    /** The user is not to be shown any more: who saw the user is told that they are offline, nobody else is told anything. */
    public Future<Void> hide(Tenant tenant, String userId) {
        return steps.ask(tenant, new Step("hide", userId, "", "")).mapEmpty();
    }

    /** The users who changed after that version, of those that are there or were within a week. */
    public Future<PresenceChanges> after(Tenant tenant, long version, int most) {
        var keys = TenantKeys.of(tenant);
        return AFTER.run(
                        links.to(keys.partition()),
                        List.of(keys.presence(), keys.presenceChanged()),
                        List.of(version, most))
                .map(answer -> PresenceChanges.of(version, answer));
    }

    /** The version of the newest change. */
    public Future<Long> version(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.HGET).arg(keys.presence()).arg("#version"))
                .map(stored -> stored == null ? 0 : Long.parseLong(stored.toString()));
    }

    /** Gives no more signs of life; what is still connected goes offline with the lease. */
    public void close() {
        vertx.cancelTimer(timer);
    }

    private void look(NodeLease lease) {
        lease.renew()
                .compose(renewal -> {
                    if (renewal.anew()) {
                        custody.takeAllAnew().onFailure(Presence::warn);
                        recordings.recordAll(Presence::warn);
                    }
                    recordings.recordMissing(Presence::warn);
                    return Future.join(
                            renewal.dead().stream().map(custody::bury).toList());
                })
                .onFailure(Presence::warn)
                .eventually(() -> custody.look().onFailure(Presence::warn));
    }

    private static void warn(Throwable failure) {
        log.warn("presence_failed reason={}", failure.toString());
    }
}

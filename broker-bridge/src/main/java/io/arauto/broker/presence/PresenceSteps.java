package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;

/** Runs the script by which all presence changes. */
final class PresenceSteps {
    private static final LuaScript STEP = LuaScript.load("presence.lua");

    private final RedisLinks links;
    private final PresenceSettings settings;

    /** @param there whether the user had a connection */
    record Outcome(boolean more, boolean there) {}

    PresenceSteps(RedisLinks links, PresenceSettings settings) {
        this.links = links;
        this.settings = settings;
    }

    /** Of one user, on behalf of a connection to a node, or of none. */
    Future<Outcome> run(Tenant tenant, String step, String node, String userId, String connection, String details) {
        var keys = TenantKeys.of(tenant);
        return STEP.run(
                        links.to(keys.partition()),
                        List.of(
                                keys.presence(),
                                keys.presenceDue(),
                                keys.presenceChanged(),
                                keys.presenceAt(node),
                                keys.policies(),
                                keys.channel(Topic.presence())),
                        List.of(
                                step,
                                settings.awayAfter().toMillis(),
                                settings.patience().toMillis(),
                                userId,
                                connection,
                                node,
                                details))
                .map(answer -> new Outcome(Replies.flag(answer, 0), Replies.flag(answer, 1)));
    }

    /** How many connections a node is known to have of a tenant. */
    Future<Long> connections(Tenant tenant, String node) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .fetch(Request.cmd(Command.HLEN).arg(keys.presenceAt(node)))
                .map(count -> Replies.number(count));
    }

    /** Of all users whom it concerns; a bounded number at once, so that Redis serves others between. */
    Future<Void> runToItsEnd(Tenant tenant, String step, String node) {
        return run(tenant, step, node, "", "", "")
                .compose(outcome -> outcome.more() ? runToItsEnd(tenant, step, node) : Future.<Void>succeededFuture());
    }
}

package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** Runs the script by which all presence changes. */
final class PresenceSteps {
    private static final LuaScript STEP = LuaScript.load("presence.lua");
    private static final LuaScript DUE = LuaScript.load("presence_due.lua");

    private final RedisLinks links;
    private final PresenceSettings settings;

    /** @param there whether the user had a connection */
    record Outcome(boolean more, boolean there) {}

    PresenceSteps(RedisLinks links, PresenceSettings settings) {
        this.links = links;
        this.settings = settings;
    }

    /**
     * Of one user, on behalf of a connection, or of none.
     *
     * @param details JSON, or empty
     */
    record Step(String name, String userId, String connection, String details) {}

    Future<Outcome> run(Tenant tenant, String node, Step step) {
        return run(tenant, node, List.of(step)).map(List::getFirst);
    }

    /** In this order, with one word to those who follow; answers each. */
    Future<List<Outcome>> run(Tenant tenant, String node, List<Step> some) {
        var keys = TenantKeys.of(tenant);
        var arguments = new ArrayList<Object>(
                List.of(settings.awayAfter().toMillis(), settings.patience().toMillis(), node, tenant.name()));
        some.forEach(step -> arguments.addAll(List.of(step.name(), step.userId(), step.connection(), step.details())));
        return STEP.run(
                        links.to(keys.partition()),
                        List.of(
                                keys.presence(),
                                keys.presenceDue(),
                                keys.presenceChanged(),
                                keys.presenceAt(node),
                                keys.policies(),
                                keys.channel(Topic.presence()),
                                keys.presenceSchedule()),
                        arguments)
                .map(answer -> answer.stream()
                        .map(one -> new Outcome(Replies.flag(one, 0), Replies.flag(one, 1)))
                        .toList());
    }

    /** The tenants of a partition, anyone's, in which somebody must be looked at. */
    Future<List<Tenant>> due(Partition partition) {
        return DUE.run(links.to(partition), List.of(Keys.presenceSchedule(partition)), List.of())
                .map(tenants -> tenants.stream()
                        .map(Response::toString)
                        .map(Tenant::new)
                        .toList());
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
        return run(tenant, node, new Step(step, "", "", ""))
                .compose(outcome -> outcome.more() ? runToItsEnd(tenant, step, node) : Future.<Void>succeededFuture());
    }
}

package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The one sign of life of this process, whatever the number of its connections, and what became of the others. */
final class NodeLease {
    private static final LuaScript RENEW = LuaScript.load("node_renew.lua");
    private static final LuaScript FORGET = LuaScript.load("node_forget.lua");

    /** @param anew whether this node was not known to be alive, so that others may have taken its users for gone */
    record Renewal(boolean anew, List<String> dead) {}

    private final RedisLinks links;
    private final String node;
    private final Duration lease;

    NodeLease(RedisLinks links, String node, Duration lease) {
        this.links = links;
        this.node = node;
        this.lease = lease;
    }

    Future<Renewal> renew() {
        return RENEW.run(links.to(Keys.NODES_HOME), List.of(Keys.nodes()), List.of(node, lease.toMillis()))
                .map(answer -> new Renewal(
                        Replies.flag(answer, 0),
                        IntStream.range(1, answer.size())
                                .mapToObj(index -> answer.get(index).toString())
                                .toList()));
    }

    /** To be called before a tenant's first connection is recorded, so that whoever finds this node dead knows of it. */
    Future<Void> announce(Tenant tenant) {
        return links.to(Keys.NODES_HOME)
                .send(Request.cmd(Command.SADD).arg(Keys.tenantsOf(node)).arg(tenant.name()))
                .mapEmpty();
    }

    /** Nothing of the tenant is left here that others would have to see to. */
    Future<Void> renounce(Tenant tenant) {
        return links.to(Keys.NODES_HOME)
                .send(Request.cmd(Command.SREM).arg(Keys.tenantsOf(node)).arg(tenant.name()))
                .mapEmpty();
    }

    /** The tenants that a node has connections of, or had. */
    Future<List<Tenant>> tenants(String other) {
        return links.to(Keys.NODES_HOME)
                .send(Request.cmd(Command.SMEMBERS).arg(Keys.tenantsOf(other)))
                .map(tenants -> tenants == null
                        ? List.of()
                        : tenants.stream()
                                .map(Response::toString)
                                .map(Tenant::new)
                                .toList());
    }

    /** Everything of a dead node has been seen to; several may say so. */
    Future<Void> forget(String dead) {
        return FORGET.run(links.to(Keys.NODES_HOME), List.of(Keys.nodes(), Keys.tenantsOf(dead)), List.of(dead))
                .mapEmpty();
    }
}

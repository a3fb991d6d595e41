package io.arauto.broker;

import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many connections each tenant and each of its users has, over all nodes. Each node writes its own counts, as they are and not by how much
 * they changed, so that what could not be written, or was lost, is made up for. What a dead node had is free once the others know that it is dead.
 */
public final class Seats {
    private static final LuaScript WRITE = LuaScript.load("seats.lua");
    /** Longer than the others need to learn of a node that has just started. */
    private static final Duration NEW_NODE = Duration.ofSeconds(15);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final RedisLinks links;
    private final NodeDirectory nodes;
    /** Both of one context alone, which writes in the order in which they change. */
    private final Map<Tenant, Integer> ofTenants = new HashMap<>();

    private final Map<User, Integer> ofUsers = new HashMap<>();
    private final TenantBatches<Count, Optional<Full>> counts;

    private record User(Tenant tenant, String id) {}

    /** How many connections the tenant and the user have here, and how many they may have in all. */
    private record Count(String userId, int ofTenant, int ofUser, Most most) {}

    Seats(Vertx vertx, RedisLinks links, NodeDirectory nodes) {
        this.vertx = vertx;
        this.links = links;
        this.nodes = nodes;
        this.counts = new TenantBatches<>(vertx, links.homeContext(), this::write);
    }

    /** At most so many; 0 for any number. */
    public record Most(int ofTenant, int ofUser) {
        /** Room for all. */
        public static final Most ANY = new Most(0, 0);
    }

    /** Of what there is no room left. */
    public enum Full {
        TENANT,
        USER
    }

    /**
     * Who has seats now.
     *
     * @param nodes those that have some of the tenant's connections
     * @param users how many users have them
     */
    public record Taken(List<OfNode> nodes, int users) {}

    /** How many connections of a tenant a node has, by the name that people give it. */
    public record OfNode(String node, long connections) {}

    /** Of the nodes that live; a dead one's count until the others know of its death. */
    public Future<Taken> taken(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        var link = links.to(keys.partition());
        return link.fetch(Request.cmd(Command.HGETALL).arg(keys.seats())).compose(counts -> {
            var live = nodes.marks();
            var byNode = new TreeMap<String, Long>();
            for (var mark : counts.getKeys()) {
                if (live.contains(mark)) {
                    var count = counts.get(mark).toString();
                    byNode.put(mark, Long.parseLong(count.substring(0, count.indexOf(' '))));
                }
            }
            var users = byNode.keySet().stream()
                    .map(mark -> link.fetch(Request.cmd(Command.HKEYS).arg(keys.seats(mark))))
                    .toList();
            var ofNodes = byNode.entrySet().stream()
                    .map(entry -> new OfNode(nodes.name(entry.getKey()), entry.getValue()))
                    .toList();
            return Future.all(users).map(_ -> new Taken(ofNodes, distinct(users)));
        });
    }

    private static int distinct(List<Future<Response>> users) {
        return (int) users.stream()
                .flatMap(future -> future.result().stream())
                .map(Response::toString)
                .distinct()
                .count();
    }

    /** Takes one, if there is room; when there is not, or this fails, none is taken. */
    public Future<Optional<Full>> take(Tenant tenant, String userId, Most most) {
        var taken = ((ContextInternal) vertx.getOrCreateContext()).<Optional<Full>>promise();
        links.homeContext().runOnContext(_ -> {
            count(tenant, userId, 1);
            write(tenant, userId, most)
                    .onSuccess(full -> {
                        if (full.isPresent()) {
                            giveBack(tenant, userId);
                        }
                    })
                    .onFailure(_ -> giveBack(tenant, userId))
                    .onComplete(taken);
        });
        return taken.future();
    }

    /** Gives one back. */
    public void leave(Tenant tenant, String userId) {
        links.homeContext().runOnContext(_ -> giveBack(tenant, userId));
    }

    private void giveBack(Tenant tenant, String userId) {
        count(tenant, userId, -1);
        writeAsIs(tenant, userId);
    }

    private void writeAsIs(Tenant tenant, String userId) {
        write(tenant, userId, Most.ANY)
                .onFailure(_ -> vertx.setTimer(TRY_AGAIN.toMillis(), _ -> writeAsIs(tenant, userId)));
    }

    private void count(Tenant tenant, String userId, int by) {
        add(ofTenants, tenant, by);
        add(ofUsers, new User(tenant, userId), by);
    }

    private static <K> void add(Map<K, Integer> counts, K key, int by) {
        counts.merge(key, by, (count, change) -> count + change == 0 ? null : count + change);
    }

    private Future<Optional<Full>> write(Tenant tenant, String userId, Most most) {
        return counts.ask(
                tenant,
                new Count(
                        userId,
                        ofTenants.getOrDefault(tenant, 0),
                        ofUsers.getOrDefault(new User(tenant, userId), 0),
                        most));
    }

    private Future<List<Optional<Full>>> write(Tenant tenant, List<Count> some) {
        var keys = TenantKeys.of(tenant);
        var alive = nodes.marks();
        var arguments = new ArrayList<Object>(List.of(nodes.mark(), NEW_NODE.toMillis(), alive.size()));
        arguments.addAll(alive);
        some.forEach(count -> arguments.addAll(List.of(
                count.userId(),
                count.ofTenant(),
                count.ofUser(),
                count.most().ofTenant(),
                count.most().ofUser())));
        return WRITE.run(links.to(keys.partition()), List.of(keys.seats(), keys.seats(nodes.mark())), arguments)
                .map(answer -> answer.stream().map(Seats::full).toList());
    }

    private static Optional<Full> full(Response answer) {
        return Replies.flag(answer, 0)
                ? Optional.empty()
                : Optional.of(Full.valueOf(answer.get(1).toString().toUpperCase(Locale.ROOT)));
    }
}

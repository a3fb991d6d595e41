package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.redis.Partition;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tenants that this node looks after: those of which it has connections, and, for as long as users who left may still have to be found
 * gone, those of which it had some.
 */
final class Custody {
    private static final Logger log = LoggerFactory.getLogger(Custody.class);

    private final PresenceSteps steps;
    private final NodeLease lease;
    private final String node;
    private final Duration keepFor;
    private final Predicate<Tenant> inUse;
    private final Map<Tenant, Long> neededAt = new ConcurrentHashMap<>();
    private final Set<String> beingBuried = ConcurrentHashMap.newKeySet();
    private final LongAdder ghosts = new LongAdder();

    /** @param inUse whether there are connections of a tenant */
    Custody(PresenceSteps steps, NodeLease lease, String node, PresenceSettings settings, Predicate<Tenant> inUse) {
        this.steps = steps;
        this.lease = lease;
        this.node = node;
        this.keepFor = settings.patience().plus(settings.lease());
        this.inUse = inUse;
    }

    /** From now on this node looks after the tenant, and whoever finds it dead knows that it did. */
    Future<Void> take(Tenant tenant) {
        return neededAt.containsKey(tenant)
                ? Future.succeededFuture()
                : lease.announce(tenant).onSuccess(_ -> neededAt.put(tenant, System.nanoTime()));
    }

    /** Others may have taken this node for dead, and forgotten what it looks after. */
    Future<Void> takeAllAnew() {
        var before = Set.copyOf(neededAt.keySet());
        neededAt.clear();
        return Future.join(before.stream().map(this::take).toList()).mapEmpty();
    }

    /** Sees to all that is due in the partitions of these tenants, whosever it is. A tenant with nothing due costs nothing. */
    Future<Void> look() {
        return byPartition(
                neededAt.keySet(),
                (partition, tenants) -> steps.due(partition)
                        .compose(due -> inTurn(due, tenant -> steps.runToItsEnd(tenant, "due", node)))
                        .compose(_ -> inTurn(tenants, this::leaveIfUnneeded)));
    }

    private Future<Void> leaveIfUnneeded(Tenant tenant) {
        var now = System.nanoTime();
        if (inUse.test(tenant)) {
            neededAt.put(tenant, now);
        } else if (now - neededAt.getOrDefault(tenant, now) > keepFor.toNanos()) {
            neededAt.remove(tenant);
            // A connection that came meanwhile may have announced the tenant before it was taken off the list.
            return lease.renounce(tenant).compose(_ -> inUse.test(tenant) ? lease.announce(tenant) : done());
        }
        return done();
    }

    /** Takes the users of a dead node for gone, and over its tenants: users who had just left it are still to be found gone. */
    Future<Void> bury(String dead) {
        // That may take longer than until the next look.
        return beingBuried.add(dead)
                ? lease.tenants(dead)
                        .compose(tenants ->
                                byPartition(tenants, (_, some) -> inTurn(some, tenant -> bury(tenant, dead))))
                        .compose(_ -> lease.forget(dead))
                        .onSuccess(_ -> log.info("node_gone node={}", dead))
                        .onComplete(_ -> beingBuried.remove(dead))
                : done();
    }

    private Future<Void> bury(Tenant tenant, String dead) {
        return steps.connections(tenant, dead)
                .onSuccess(ghosts::add)
                .compose(_ -> steps.runToItsEnd(tenant, "gone", dead))
                .compose(_ -> take(tenant));
    }

    /** Connections of dead nodes that this one has taken for gone. */
    long ghosts() {
        return ghosts.sum();
    }

    private static Future<Void> byPartition(
            Collection<Tenant> all, BiFunction<Partition, List<Tenant>, Future<Void>> action) {
        return Future.join(all.stream().collect(Collectors.groupingBy(Partition::of)).entrySet().stream()
                        .map(some -> action.apply(some.getKey(), some.getValue()))
                        .toList())
                .mapEmpty();
    }

    /** One after the other: thousands at once are more than may be on their way to Redis. Goes on when one fails, and then fails. */
    private static Future<Void> inTurn(List<Tenant> tenants, Function<Tenant, Future<Void>> action) {
        var all = done();
        for (var tenant : tenants) {
            all = all.compose(
                    _ -> action.apply(tenant),
                    failure -> action.apply(tenant).compose(_ -> Future.failedFuture(failure)));
        }
        return all;
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }
}

package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
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

    /** Sees to all that is due. */
    Future<Void> look() {
        return Future.join(neededAt.keySet().stream()
                        .map(tenant -> steps.runToItsEnd(tenant, "due", node).compose(_ -> leaveIfUnneeded(tenant)))
                        .toList())
                .mapEmpty();
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
        return lease.tenants(dead)
                .compose(tenants -> Future.join(tenants.stream()
                        .map(tenant -> steps.connections(tenant, dead)
                                .onSuccess(ghosts::add)
                                .compose(_ -> steps.runToItsEnd(tenant, "gone", dead))
                                .compose(_ -> take(tenant)))
                        .toList()))
                .compose(_ -> lease.forget(dead))
                .onSuccess(_ -> log.info("node_gone node={}", dead));
    }

    /** Connections of dead nodes that this one has taken for gone. */
    long ghosts() {
        return ghosts.sum();
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }
}

package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.TenantBatches;
import io.arauto.broker.presence.PresenceSteps.Outcome;
import io.arauto.broker.presence.PresenceSteps.Step;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The connections of this process, and which of them Redis still has to be told of. */
final class Recordings {
    private final Function<Tenant, Future<Void>> beforehand;
    private final TenantBatches<Step, Outcome> steps;
    private final Map<String, Here> connections = new ConcurrentHashMap<>();
    private final Map<Tenant, Integer> ofTenants = new ConcurrentHashMap<>();
    private final Map<String, Here> unrecorded = new ConcurrentHashMap<>();

    /** @param isNews whether the user did something by coming, which is told once */
    private record Here(Tenant tenant, Person person, boolean isNews) {
        Here known() {
            return new Here(tenant, person, false);
        }
    }

    /** @param beforehand what must have been done for a tenant before a connection is recorded */
    Recordings(Function<Tenant, Future<Void>> beforehand, TenantBatches<Step, Outcome> steps) {
        this.beforehand = beforehand;
        this.steps = steps;
    }

    boolean has(Tenant tenant) {
        return ofTenants.containsKey(tenant);
    }

    Future<Void> up(Tenant tenant, Person person, String connection, boolean isActivity) {
        var here = new Here(tenant, person, isActivity);
        if (connections.put(connection, here) == null) {
            ofTenants.merge(tenant, 1, Integer::sum);
        }
        return record(connection, here);
    }

    Future<Void> down(String connection) {
        var here = connections.remove(connection);
        if (here == null) {
            return Future.succeededFuture();
        }
        ofTenants.computeIfPresent(here.tenant(), (_, count) -> count == 1 ? null : count - 1);
        return record(connection, here);
    }

    /** Tells Redis everything, since it may have lost it. */
    void recordAll(Consumer<Throwable> failed) {
        connections.forEach((connection, here) -> record(connection, here).onFailure(failed::accept));
    }

    /** Tells Redis what it could not be told. */
    void recordMissing(Consumer<Throwable> failed) {
        Map.copyOf(unrecorded)
                .forEach((connection, here) -> record(connection, here).onFailure(failed::accept));
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
        return beforehand
                .apply(here.tenant())
                .compose(_ -> steps.ask(
                        here.tenant(),
                        new Step(
                                here.isNews() ? "up" : "back",
                                here.person().userId(),
                                connection,
                                here.person().toJson().encode())))
                .onSuccess(_ -> connections.replace(connection, here, here.known()))
                .mapEmpty();
    }

    private Future<Void> recordDown(String connection, Here here) {
        return steps.ask(here.tenant(), new Step("down", here.person().userId(), connection, ""))
                .mapEmpty();
    }
}

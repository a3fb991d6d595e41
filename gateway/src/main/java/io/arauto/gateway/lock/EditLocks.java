package io.arauto.gateway.lock;

import io.arauto.broker.Broker;
import io.arauto.gateway.audit.AuditTrail;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.rest.RestApi;
import io.arauto.gateway.rest.Snapshots;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.arauto.gateway.session.SessionMembership;
import io.vertx.core.Vertx;
import java.time.Clock;

/** The edit locks of one node. */
public final class EditLocks {
    private final HeldLocks held;
    private final LockEvents events;
    private final LockQueries queries;
    private final LockRoutes routes;

    public EditLocks(
            Vertx vertx,
            Broker broker,
            SessionMembership membership,
            AuditTrail audit,
            LockSettings settings,
            Clock clock) {
        var locks = broker.locks(settings.bounds());
        held = new HeldLocks(vertx, locks, broker.lockKeeper(settings.bounds()), settings, clock);
        queries = new LockQueries(broker.lockList(), membership);
        events = new LockEvents(locks, queries, held, broker.publisher(), audit, settings);
        routes = new LockRoutes(locks, queries, audit);
    }

    public void register(EventRouter<Session> router) {
        events.register(router);
        queries.register(router);
    }

    public void register(RestApi api, Snapshots snapshots) {
        routes.register(api, snapshots);
    }

    /** To be told of all sessions. */
    public SessionListener listener() {
        return held;
    }

    /** Sessions of this node that hold locks or wait for them. */
    public int sessions() {
        return held.sessions();
    }

    /** Locks that they hold. */
    public int count() {
        return held.count();
    }

    /** Locks that they were told to have lost. */
    public long lost() {
        return held.lost();
    }

    /** From now on others free what expires. */
    public void close() {
        held.close();
    }
}

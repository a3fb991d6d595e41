package io.arauto.gateway.lock;

import io.arauto.broker.EventId;
import io.arauto.broker.Tenant;
import io.arauto.broker.lock.ClientState;
import io.arauto.broker.lock.Holdings;
import io.arauto.broker.lock.LockKeeper;
import io.arauto.broker.lock.LockKeeper.Holder;
import io.arauto.broker.lock.Locks;
import io.arauto.broker.lock.Resource;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.session.Recovery;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The locks of this node's sessions: renewed while their clients are connected, given up when they say good-bye or do nothing for long. All that
 * is due each second goes to Redis as one script for each partition; so does the sweep of what has expired, of whatever node.
 */
final class HeldLocks implements SessionListener {
    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Locks locks;
    private final LockKeeper keeper;
    private final LockSettings settings;
    private final Clock clock;
    private final Map<String, SessionLocks> byConnection = new ConcurrentHashMap<>();
    private final Map<Tenant, Integer> sessions = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private final long timer;

    HeldLocks(Vertx vertx, Locks locks, LockKeeper keeper, LockSettings settings, Clock clock) {
        this.vertx = vertx;
        this.locks = locks;
        this.keeper = keeper;
        this.settings = settings;
        this.clock = clock;
        this.timer = vertx.setPeriodic(EVERY_MILLIS, _ -> look());
    }

    /** Of a session that is about to ask for a lock: from here on it is renewed, and given up at its end. */
    SessionLocks of(Session session) {
        return byConnection.computeIfAbsent(
                session.connection(), _ -> new SessionLocks(session, settings.lease(), lost));
    }

    Optional<SessionLocks> known(Session session) {
        return Optional.ofNullable(byConnection.get(session.connection()));
    }

    int sessions() {
        return byConnection.size();
    }

    int count() {
        return byConnection.values().stream().mapToInt(SessionLocks::count).sum();
    }

    long lost() {
        return lost.sum();
    }

    void close() {
        vertx.cancelTimer(timer);
    }

    @Override
    public void onOpened(Session session, Recovery recovery) {
        sessions.merge(session.identity().tenant(), 1, Integer::sum);
    }

    @Override
    public void onResumed(Session session) {
        var mine = of(session);
        locks.client(session.identity().tenant(), session.id(), session.connection(), ClientState.BACK)
                .onSuccess(holdings -> resume(mine, holdings))
                .onFailure(_ -> vertx.setTimer(EVERY_MILLIS, _ -> {
                    if (known(session).isPresent()) {
                        session.context().runOnContext(_ -> onResumed(session));
                    }
                }));
    }

    @Override
    public void onActivity(Session session) {
        known(session).ifPresent(SessionLocks::active);
    }

    @Override
    public void onCommand(Session session, JsonObject command) {
        LockCommand.parse(command)
                .filter(word -> word.session().equals(session.id()))
                .ifPresent(word -> known(session).ifPresent(mine -> mine.hear(word)));
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        var tenant = session.identity().tenant();
        sessions.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
        if (byConnection.remove(session.connection()) != null && reason != CloseReason.TAKEN_OVER) {
            locks.client(tenant, session.id(), session.connection(), state(reason));
        }
    }

    private static ClientState state(CloseReason reason) {
        return reason == CloseReason.CLIENT_DISCONNECT || reason == CloseReason.SERVER_DISCONNECT
                ? ClientState.GONE
                : ClientState.AWAY;
    }

    /** What it held before is no news to the client. */
    private void resume(SessionLocks mine, Holdings holdings) {
        holdings.locks().stream().filter(lock -> lock.claimed()).forEach(lock -> {
            mine.holds(lock);
            mine.renewedWithin(Duration.between(clock.instant(), lock.expiresAt()));
        });
        mine.compare(Map.of(), holdings);
        forgetIfEmpty(mine, holdings);
    }

    /** What is neither held nor waited for needs no renewal. */
    private void forgetIfEmpty(SessionLocks mine, Holdings holdings) {
        if (holdings.isEmpty() && mine.isQuiet()) {
            byConnection.remove(mine.session().connection(), mine);
        }
    }

    private void look() {
        keeper.sweep(sessions.keySet());
        var now = System.nanoTime();
        byConnection.values().forEach(mine -> mine.session().context().runOnContext(_ -> lookAtIdle(mine, now)));
        renew(now);
    }

    private void renew(long now) {
        var asked = new HashMap<Holder, SessionLocks>();
        var before = new HashMap<Holder, Map<Resource, EventId>>();
        byConnection.values().stream().filter(mine -> mine.isDue(now)).forEach(mine -> {
            var holder = new Holder(
                    mine.session().identity().tenant(), mine.session().id());
            asked.put(holder, mine);
            before.put(holder, mine.told());
        });
        if (!asked.isEmpty()) {
            keeper.keep(asked.keySet())
                    .onSuccess(holdings -> holdings.forEach((holder, held) -> {
                        var mine = asked.get(holder);
                        if (mine != null) {
                            mine.session().context().runOnContext(_ -> {
                                mine.compare(before.getOrDefault(holder, Map.of()), held);
                                forgetIfEmpty(mine, held);
                            });
                        }
                    }));
        }
    }

    private void lookAtIdle(SessionLocks mine, long now) {
        var left = settings.idle().minus(mine.idle(now));
        if (left.isPositive()) {
            if (left.compareTo(settings.warning()) <= 0) {
                mine.warn(clock.instant().plus(left));
            }
            return;
        }
        var session = mine.session();
        mine.told()
                .forEach((resource, fence) ->
                        locks.releaseIdle(session.identity().tenant(), session.id(), resource, fence));
    }
}

package io.arauto.broker.lock;

import io.arauto.broker.BrokerConfig;
import io.arauto.broker.EventId;
import io.arauto.broker.IdFloor;
import io.arauto.broker.Tenant;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;

/**
 * Who may edit what, at most one session at a time. Each change is published as {@code lock:changed} in the step that makes it, to the topics
 * of the resource and of all above it. A session is told what happens to it by a command on its user's topic,
 * {@code {kind:"lock", session, event, payload}}.
 */
public final class Locks {
    private static final LuaScript ACQUIRE = LuaScript.load("lock_acquire.lua");
    private static final LuaScript UPDATE = LuaScript.load("lock_update.lua");
    private static final LuaScript BREAK = LuaScript.load("lock_break.lua");
    private static final LuaScript SESSION = LuaScript.load("lock_session.lua");
    private static final String RENEW = "renew";

    private final LockScripts scripts;
    private final Bounds bounds;

    public Locks(RedisLinks links, BrokerConfig config, IdFloor floor, Bounds bounds) {
        this.scripts = new LockScripts(links, config, floor);
        this.bounds = bounds;
    }

    /**
     * Succeeds with {@link Acquisition.Held} for who holds it already, too: that renews it. The answer comes when as many replicas as are asked
     * for have the lock; fails with {@code UNAVAILABLE} when they do not in time, and asking again then answers the same fence.
     */
    public Future<Acquisition> acquire(Locker locker, LockRequest request) {
        return take(locker, request, false, new JsonObject());
    }

    /** Takes it from whoever holds it, and answers as {@link #acquire}. The loser is told, with {@code words}. */
    public Future<Acquisition> force(Locker locker, LockRequest request, JsonObject words) {
        return take(locker, request, true, words);
    }

    /** Its lease starts anew; empty when it is not the session's any more. */
    public Future<Optional<Lock>> renew(Tenant tenant, String session, Resource resource, EventId fence) {
        return update(tenant, session, resource, fence, RENEW, false);
    }

    /** Empty when it was not the session's any more. */
    public Future<Optional<Lock>> release(Tenant tenant, String session, Resource resource, EventId fence) {
        return update(tenant, session, resource, fence, "released", false);
    }

    /** Takes it from a holder that does nothing; the holder is told. */
    public Future<Optional<Lock>> releaseIdle(Tenant tenant, String session, Resource resource, EventId fence) {
        return update(tenant, session, resource, fence, "idle", true);
    }

    /** Takes it from whoever holds it, for the next who waits. The loser is told, with {@code words}. Empty when nobody held it. */
    public Future<Optional<Lock>> breakLock(Tenant tenant, Resource resource, JsonObject words) {
        return scripts.run(BREAK, tenant, bounds.claim(), List.of(tenant.name(), resource, fields(words)))
                .map(Locks::lockIn);
    }

    /** Tells what became of a session's client, and answers what it holds since. */
    public Future<Holdings> client(Tenant tenant, String session, String connection, ClientState state) {
        return scripts.run(SESSION, tenant, bounds.claim(), List.of(tenant.name(), session, connection, state.wire()))
                .map(answer -> Holdings.of(answer.get(1)));
    }

    private Future<Acquisition> take(Locker locker, LockRequest request, boolean force, JsonObject words) {
        return scripts.runReplicated(
                        ACQUIRE,
                        locker.tenant(),
                        bounds.claim(),
                        List.of(
                                locker.tenant().name(),
                                request.resource(),
                                locker.session(),
                                locker.connection(),
                                locker.userId(),
                                locker.person().encode(),
                                request.lease().toMillis(),
                                request.queues() ? 1 : 0,
                                bounds.locks(),
                                bounds.waiters(),
                                force ? 1 : 0,
                                fields(words)))
                .map(Locks::acquisition);
    }

    private Future<Optional<Lock>> update(
            Tenant tenant, String session, Resource resource, EventId fence, String what, boolean told) {
        return scripts.run(
                        UPDATE,
                        tenant,
                        bounds.claim(),
                        List.of(tenant.name(), resource, session, fence, what, told ? 1 : 0))
                .map(Locks::lockIn);
    }

    private static Acquisition acquisition(Response answer) {
        return switch (answer.get(1).toString()) {
            case "held" -> {
                var loser = answer.get(3).toString();
                yield new Acquisition.Held(
                        Lock.of(answer.get(2)),
                        loser.isEmpty() ? Optional.empty() : Optional.of(new JsonObject(loser)));
            }
            case "locked" ->
                new Acquisition.HeldByAnother(
                        Lock.of(answer.get(2)), Integer.parseInt(answer.get(3).toString()));
            case "locks_full" -> new Acquisition.TooManyLocks();
            default -> new Acquisition.TooManyWaiters();
        };
    }

    private static Optional<Lock> lockIn(Response answer) {
        return answer.size() < 2 ? Optional.empty() : Optional.of(Lock.of(answer.get(1)));
    }

    /** What goes on in an object that has begun. */
    private static String fields(JsonObject words) {
        var json = words.encode();
        return words.isEmpty() ? "" : ',' + json.substring(1, json.length() - 1);
    }
}

package io.arauto.gateway.lock;

import io.arauto.broker.Publisher;
import io.arauto.broker.Timestamps;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicAddress;
import io.arauto.broker.lock.Acquisition;
import io.arauto.broker.lock.Lock;
import io.arauto.broker.lock.LockRequest;
import io.arauto.broker.lock.Locker;
import io.arauto.broker.lock.Locks;
import io.arauto.gateway.audit.AuditTrail;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What clients do with locks: {@code lock:acquire}, {@code renew}, {@code release}, {@code request} and {@code force}. */
final class LockEvents {
    /** Who waits looks often: a grant whose word got lost is seen before it is passed on. */
    private static final Duration WAITING = Duration.ofSeconds(9);

    private final Locks locks;
    private final LockQueries queries;
    private final HeldLocks held;
    private final Publisher publisher;
    private final AuditTrail audit;
    private final LockSettings settings;

    LockEvents(
            Locks locks,
            LockQueries queries,
            HeldLocks held,
            Publisher publisher,
            AuditTrail audit,
            LockSettings settings) {
        this.locks = locks;
        this.queries = queries;
        this.held = held;
        this.publisher = publisher;
        this.audit = audit;
        this.settings = settings;
    }

    void register(EventRouter<Session> events) {
        events.on("lock:acquire", this::acquire)
                .on("lock:renew", this::renew)
                .on("lock:release", this::release)
                .on("lock:request", this::request)
                .on("lock:force", this::force);
    }

    /** {@code {resource, wait?, ttl?}} → {@code {resource, fence, expiresAt}}; {@code ttl} in milliseconds. */
    private Future<JsonObject> acquire(Session session, Payload payload) {
        var request = new LockRequest(
                LockFields.resource(payload), payload.flag("wait", false), LockFields.lease(payload, settings.lease()));
        var mine = held.of(session);
        return mine.asking(locks.acquire(locker(session), request)).map(answer -> taken(mine, request, answer));
    }

    /** {@code {resource, fence}} → {@code {expiresAt}}. Claims what was granted, too. */
    private Future<JsonObject> renew(Session session, Payload payload) {
        return locks.renew(
                        session.identity().tenant(),
                        session.id(),
                        LockFields.resource(payload),
                        payload.eventId("fence"))
                .map(renewed -> renewed.map(
                                lock -> new JsonObject().put("expiresAt", Timestamps.text(lock.expiresAt())))
                        .orElseThrow(LockJson::notYours));
    }

    /** {@code {resource, fence}} → {@code {}}. */
    private Future<JsonObject> release(Session session, Payload payload) {
        var resource = LockFields.resource(payload);
        var fence = payload.eventId("fence");
        return locks.release(session.identity().tenant(), session.id(), resource, fence)
                .map(released -> {
                    held.known(session).ifPresent(mine -> mine.letGo(resource, fence));
                    return released.map(_ -> new JsonObject()).orElseThrow(LockJson::notYours);
                });
    }

    /** {@code {resource, message?}} → {@code {}}: the holder gets {@code lock:requested {resource, from, message?}}. */
    private Future<JsonObject> request(Session session, Payload payload) {
        var identity = session.identity();
        var resource = LockFields.resource(payload);
        var words = new JsonObject().put("resource", resource.name()).put("from", identity.author());
        LockFields.message(payload).ifPresent(message -> words.put("message", message));
        return queries.find(identity.tenant(), resource)
                .compose(found ->
                        ask(identity, found.orElseThrow(() -> Refusal.notFound(resource + " is not locked")), words));
    }

    private Future<JsonObject> ask(Identity identity, Lock lock, JsonObject words) {
        return publisher
                .command(
                        new TopicAddress(
                                identity.tenant(), Topic.user(lock.person().getString("userId"))),
                        LockCommand.tell("lock:requested", lock.session(), words))
                .map(_ -> new JsonObject());
    }

    /** {@code {resource, reason}} → {@code {resource, fence, expiresAt}}; for principals and {@code admin}. */
    private Future<JsonObject> force(Session session, Payload payload) {
        var identity = session.identity();
        LockRights.mayForce(identity);
        var reason = LockFields.reason(payload);
        var request = new LockRequest(LockFields.resource(payload), false, LockFields.lease(payload, settings.lease()));
        var mine = held.of(session);
        return mine.asking(locks.force(locker(session), request, LockRights.words(identity, reason)))
                .map(answer -> {
                    if (answer instanceof Acquisition.Held taken) {
                        taken.loser()
                                .ifPresent(
                                        loser -> LockRights.record(audit, identity, request.resource(), loser, reason));
                    }
                    return taken(mine, request, answer);
                });
    }

    private static JsonObject taken(SessionLocks mine, LockRequest request, Acquisition answer) {
        return switch (answer) {
            case Acquisition.Held taken -> {
                mine.holds(taken.lock());
                mine.renewedWithin(request.lease());
                yield LockJson.mine(taken.lock());
            }
            case Acquisition.HeldByAnother other -> {
                if (other.position() > 0) {
                    mine.renewedWithin(WAITING);
                }
                throw LockJson.locked(other, mine.session().identity().userId());
            }
            case Acquisition.TooManyLocks() ->
                throw new Refusal(ErrorCode.CONFLICT, "you hold and wait for as many locks as a session may");
            case Acquisition.TooManyWaiters() ->
                throw new Refusal(ErrorCode.CONFLICT, "as many wait for this lock as may");
        };
    }

    private static Locker locker(Session session) {
        var identity = session.identity();
        return new Locker(identity.tenant(), session.id(), session.connection(), identity.userId(), identity.author());
    }
}

package io.arauto.gateway.lock;

import io.arauto.broker.EventId;
import io.arauto.broker.Timestamps;
import io.arauto.broker.lock.Holdings;
import io.arauto.broker.lock.Lock;
import io.arauto.broker.lock.Resource;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the client of one session has been told that it holds. Commands may get lost with a connection to Redis; comparing this with
 * what Redis says, at each renewal, brings out what the client was not told. Changed on the session's event loop, read by the timer too.
 */
final class SessionLocks {
    private static final Duration MOST_OFTEN = Duration.ofSeconds(1);

    private final Session session;
    private final LongAdder lost;
    private final Map<Resource, EventId> told = new ConcurrentHashMap<>();
    private volatile long activeAt = System.nanoTime();
    private volatile long renewAt;
    private volatile Duration every;
    private boolean warned;
    private int asking;

    /** @param lost counts the locks that clients are told to have lost */
    SessionLocks(Session session, Duration lease, LongAdder lost) {
        this.session = session;
        this.lost = lost;
        this.every = lease.dividedBy(3);
        this.renewAt = System.nanoTime() + every.toNanos();
    }

    Session session() {
        return session;
    }

    Map<Resource, EventId> told() {
        return Map.copyOf(told);
    }

    /** Its client asks for something: until the answer it counts as one that holds locks. */
    <T> Future<T> asking(Future<T> answer) {
        asking++;
        return answer.onComplete(_ -> asking--);
    }

    /** How many its client holds, as far as it was told. */
    int count() {
        return told.size();
    }

    boolean isQuiet() {
        return asking == 0 && told.isEmpty();
    }

    /** A lock of that lease must be renewed in time, too. */
    void renewedWithin(Duration lease) {
        var third = lease.dividedBy(3);
        var often = third.compareTo(MOST_OFTEN) < 0 ? MOST_OFTEN : third;
        if (often.compareTo(every) < 0) {
            every = often;
            renewAt = System.nanoTime() + every.toNanos();
        }
    }

    /** Whether it is time to renew, which then is taken as done: a renewal that fails is tried again at the next. */
    boolean isDue(long now) {
        if (now - renewAt < 0) {
            return false;
        }
        renewAt = now + every.toNanos();
        return true;
    }

    void active() {
        activeAt = System.nanoTime();
        warned = false;
    }

    Duration idle(long now) {
        return Duration.ofNanos(now - activeAt);
    }

    void holds(Lock lock) {
        told.put(lock.resource(), lock.fence());
    }

    void letGo(Resource resource, EventId fence) {
        told.remove(resource, fence);
    }

    /** Tells the client what became of it, unless it knows. */
    void hear(LockCommand command) {
        switch (command.event()) {
            case LockCommand.LOST -> {
                if (told.remove(command.resource(), command.fence())) {
                    tellLost(command.payload());
                }
            }
            case LockCommand.GRANTED -> {
                if (!command.fence().equals(told.put(command.resource(), command.fence()))) {
                    session.emit(LockCommand.GRANTED, command.payload());
                }
            }
            default -> session.emit(command.event(), command.payload());
        }
    }

    /** Tells the client what it was not told.
     *
     * @param before what it had been told when Redis was asked */
    void compare(Map<Resource, EventId> before, Holdings now) {
        now.locks().stream().filter(lock -> !lock.claimed()).forEach(lock -> {
            if (!lock.fence().equals(told.put(lock.resource(), lock.fence()))) {
                session.emit(LockCommand.GRANTED, LockJson.mine(lock));
            }
        });
        before.forEach((resource, fence) -> {
            var held = now.locks().stream()
                    .anyMatch(lock ->
                            lock.resource().equals(resource) && lock.fence().equals(fence));
            if (!held && told.remove(resource, fence)) {
                tellLost(new JsonObject()
                        .put("resource", resource.name())
                        .put("fence", fence.toString())
                        .put("reason", "expired"));
            }
        });
    }

    private void tellLost(JsonObject payload) {
        lost.increment();
        session.emit(LockCommand.LOST, payload);
    }

    /** The client did nothing for long: it has until then. */
    void warn(Instant releaseAt) {
        if (!warned) {
            warned = true;
            told.forEach((resource, fence) -> session.emit(
                    "lock:idle",
                    new JsonObject()
                            .put("resource", resource.name())
                            .put("fence", fence.toString())
                            .put("releaseAt", Timestamps.text(releaseAt))));
        }
    }
}

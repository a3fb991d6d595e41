package io.arauto.gateway.presence;

import io.arauto.broker.presence.Person;
import io.arauto.broker.presence.Presence;
import io.arauto.broker.presence.Status;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.session.Session;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the sessions of this node do to the presence of their users. */
final class Arrivals {
    /** Activity is told at most so often, and often enough for nobody to count as away meanwhile. */
    private static final Duration LONGEST_QUIET = Duration.ofSeconds(30);

    private final Presence presence;
    private final long quietNanos;
    private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();

    /** A connection whose user is there; touched by the session's event loop only. */
    private static final class Arrival {
        private Future<Void> recorded = Future.succeededFuture();
        private long told;

        Arrival(Future<Void> recording, long told) {
            this.told = told;
            await(recording);
        }

        /** Keeps nothing of it once it is done. */
        void await(Future<Void> recording) {
            recorded = recording;
            recording.onSuccess(_ -> recorded = Future.succeededFuture());
        }
    }

    /** @param awayAfter after how long without activity a user counts as away */
    Arrivals(Presence presence, Duration awayAfter) {
        this.presence = presence;
        var quarter = awayAfter.dividedBy(4);
        this.quietNanos = (quarter.compareTo(LONGEST_QUIET) < 0 ? quarter : LONGEST_QUIET).toNanos();
    }

    /**
     * Once for each connection, until it leaves.
     *
     * @param isActivity whether the user did something by it
     */
    void arrive(Session session, boolean isActivity) {
        var now = System.nanoTime();
        arrivals.computeIfAbsent(
                session.connection(),
                _ -> new Arrival(record(session, isActivity), isActivity ? now : now - quietNanos));
    }

    private Future<Void> record(Session session, boolean isActivity) {
        var who = session.identity();
        return presence.up(who.tenant(), person(who), session.connection(), isActivity);
    }

    void leave(Session session) {
        if (arrivals.remove(session.connection()) != null) {
            presence.down(session.connection());
        }
    }

    /** The user is not to be seen any more. */
    void hide(Session session) {
        leave(session);
        presence.hide(session.identity().tenant(), session.identity().userId());
    }

    /** The user did something. */
    void active(Session session) {
        var arrival = arrivals.get(session.connection());
        var now = System.nanoTime();
        if (arrival != null && now - arrival.told >= quietNanos) {
            arrival.told = now;
            recorded(session, arrival)
                    .onSuccess(_ -> presence.active(
                            session.identity().tenant(), session.identity().userId()));
        }
    }

    /** What could not be recorded when the connection came is tried again: the user does something now. */
    private Future<Void> recorded(Session session, Arrival arrival) {
        if (arrival.recorded.failed()) {
            arrival.await(record(session, true));
        }
        return arrival.recorded;
    }

    /** The user chose how to be seen. */
    Future<Void> choose(Session session, Status status, @Nullable String message, @Nullable Duration messageFor) {
        var arrival = arrivals.get(session.connection());
        var who = session.identity();
        return arrival == null
                ? Future.succeededFuture()
                : recorded(session, arrival)
                        .compose(_ -> presence.set(who.tenant(), who.userId(), status, message, messageFor));
    }

    private static Person person(Identity who) {
        return new Person(who.userId(), who.username(), who.name(), who.department());
    }
}

package io.arauto.broker.lock;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What came of asking for a lock. */
public sealed interface Acquisition {
    /** @param loser who held it until it was taken by force */
    record Held(Lock lock, Optional<JsonObject> loser) implements Acquisition {}

    /** @param position in the queue, from 1; 0 for who does not wait */
    record HeldByAnother(Lock lock, int position) implements Acquisition {}

    /** The session holds and waits for as many as it may. */
    record TooManyLocks() implements Acquisition {}

    /** As many wait as may. */
    record TooManyWaiters() implements Acquisition {}
}

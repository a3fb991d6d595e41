package io.arauto.broker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads the same thing for all who ask at once. Who asks while it is being read gets the next reading, which they share: what is answered was there
 * after they had asked, and however many ask, one reading is under way.
 *
 * @param <K> names what is read
 * @param <V> what is there
 */
public final class SharedReadings<K, V> {
    private final Function<K, Future<V>> reading;
    /** Of what is being read; holds those who wait for the next reading, if there are any. */
    private final ConcurrentHashMap<K, Optional<Promise<V>>> underWay = new ConcurrentHashMap<>();

    public SharedReadings(Function<K, Future<V>> reading) {
        this.reading = reading;
    }

    /** Completes on the caller's event loop, if it is called on one. */
    public Future<V> read(K key) {
        if (underWay.putIfAbsent(key, Optional.empty()) == null) {
            return begin(key);
        }
        var next = underWay.computeIfPresent(
                key, (_, waiting) -> waiting.isPresent() ? waiting : Optional.of(Promise.promise()));
        if (next == null) {
            return read(key);
        }
        var context = ContextInternal.current();
        Promise<V> mine = context == null ? Promise.promise() : context.promise();
        next.orElseThrow().future().onComplete(mine);
        return mine.future();
    }

    private Future<V> begin(K key) {
        return reading.apply(key).onComplete(_ -> end(key));
    }

    private void end(K key) {
        if (underWay.remove(key, Optional.empty())) {
            return;
        }
        var waiting = underWay.put(key, Optional.empty());
        if (waiting != null && waiting.isPresent()) {
            begin(key).onComplete(waiting.get());
        }
    }
}

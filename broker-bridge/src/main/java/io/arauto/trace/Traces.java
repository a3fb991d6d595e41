package io.arauto.trace;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a collector what was done, step by step. */
public interface Traces {
    /** Tells nothing, and costs nothing. */
    Traces NONE = new Traces() {};

    static Traces of(Vertx vertx, TraceSettings settings) {
        return settings.perThousand() == 0 ? NONE : new SampledTraces(vertx, settings);
    }

    /**
     * Does something as one step.
     *
     * @param parent the {@code traceparent} that came with it, whatever it is
     * @param work is done on the present event loop, and what it begins belongs to the step
     */
    default <T> Future<T> trace(String name, @Nullable String parent, Supplier<Future<T>> work) {
        return work.get();
    }

    /** The {@code traceparent} of the step that is being done; empty when there is none that is told. */
    default String current() {
        return "";
    }

    /** Tells of a step that is over, of a trace that is told. */
    default void tell(String name, String parent, Instant begun, boolean failed) {}

    /** Sends what is left. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}

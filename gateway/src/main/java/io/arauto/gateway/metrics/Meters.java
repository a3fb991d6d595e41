package io.arauto.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes meters, all with the same few buckets: 1 ms to 5 s, close enough to see p95 against the promised 200 ms. */
final class Meters {
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    /** The registry would let them go. */
    private final List<LongSupplier> counts = new CopyOnWriteArrayList<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    Labelled<Counter> counters(String name, String description, String label) {
        return new Labelled<>(value ->
                Counter.builder(name).description(description).tag(label, value).register(registry));
    }

    Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    Labelled<Timer> timers(String name, String description, String label) {
        return new Labelled<>(value -> Timer.builder(name)
                .description(description)
                .tag(label, value)
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }

    /** All of them from the start: values of an enum are few. */
    <E extends Enum<E>> Map<E, Timer> timersOf(Class<E> values, String name, String description, String label) {
        var labelled = timers(name, description, label);
        var timers = new EnumMap<E, Timer>(values);
        for (var value : values.getEnumConstants()) {
            timers.put(value, labelled.of(value.name().toLowerCase(Locale.ROOT)));
        }
        return timers;
    }

    /** Of what counts by itself. */
    void counted(String name, String description, LongSupplier count) {
        counts.add(count);
        FunctionCounter.builder(name, count, LongSupplier::getAsLong)
                .description(description)
                .register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}

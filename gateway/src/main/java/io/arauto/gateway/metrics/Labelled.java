package io.arauto.gateway.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One meter for each value of a label, made when the value first occurs. */
final class Labelled<M> {
    private final ConcurrentHashMap<String, M> meters = new ConcurrentHashMap<>();
    private final Function<String, M> maker;

    Labelled(Function<String, M> maker) {
        this.maker = maker;
    }

    M of(String value) {
        var meter = meters.get(value);
        return meter == null ? meters.computeIfAbsent(value, maker) : meter;
    }
}

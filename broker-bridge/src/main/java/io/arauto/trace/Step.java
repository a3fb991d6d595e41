package io.arauto.trace;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A span of OTLP, while it lasts. */
record Step(JsonObject span) {
    static final int SERVER = 2;
    static final int CONSUMER = 5;

    private static final int ERROR = 2;

    static Step of(String name, int kind, Traceparent step, Optional<Traceparent> before, Instant begun) {
        return new Step(new JsonObject()
                .put("traceId", step.trace())
                .put("spanId", step.step())
                .put("parentSpanId", before.map(Traceparent::step).orElse(""))
                .put("name", name)
                .put("kind", kind)
                .put("startTimeUnixNano", nanos(begun)));
    }

    JsonObject ended(boolean failed) {
        return span.put("endTimeUnixNano", nanos(Instant.now()))
                .put("status", failed ? new JsonObject().put("code", ERROR) : new JsonObject());
    }

    /** As text: JSON's numbers are too short for it. */
    private static String nanos(Instant time) {
        return Long.toString(TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano());
    }
}

package io.arauto.gateway.preference;

import io.arauto.broker.Timestamps;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On, off, or muted until some time. */
record Switch(Instant mutedUntil) {
    static final Switch ON = new Switch(Instant.MIN);
    static final Switch OFF = new Switch(Instant.MAX);
    static final String TAKES = "\"on\", \"off\" or {mutedUntil: a time}";

    private static final String MUTED_UNTIL = "mutedUntil";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Empty when it is none of {@link #TAKES}. {@code true} and {@code false} count as on and off. */
    static Optional<Switch> parse(@Nullable Object json) {
        return switch (json) {
            case String word when word.equals("on") -> Optional.of(ON);
            case String word when word.equals("off") -> Optional.of(OFF);
            case Boolean on -> Optional.of(on ? ON : OFF);
            case JsonObject muted
            when muted.size() == 1 && muted.getValue(MUTED_UNTIL) instanceof String time ->
                time(time).map(Switch::new);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(LATEST));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    boolean mutes(Instant now) {
        return now.isBefore(mutedUntil);
    }

    Object toJson() {
        if (equals(ON)) {
            return "on";
        }
        return equals(OFF) ? "off" : new JsonObject().put(MUTED_UNTIL, Timestamps.text(mutedUntil));
    }
}

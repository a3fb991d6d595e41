package io.arauto.gateway.preference;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of each day, in the user's time zone, in which only what is urgent is told at once. From after to: over midnight.
 *
 * @param to the first minute that is not quiet
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId timeZone) {
    static final String TAKES = "{from: \"22:00\", to: \"07:00\", timeZone: \"America/Sao_Paulo\"}";

    private static final Set<String> FIELDS = Set.of("from", "to", "timeZone");
    private static final int LONGEST_ZONE = 60;

    /** Empty when it is not as {@link #TAKES}. */
    static Optional<QuietHours> parse(@Nullable Object json) {
        if (json instanceof JsonObject hours
                && hours.fieldNames().equals(FIELDS)
                && hours.getValue("from") instanceof String from
                && hours.getValue("to") instanceof String to
                && hours.getValue("timeZone") instanceof String zone
                && zone.length() <= LONGEST_ZONE) {
            try {
                return Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone)))
                        .filter(parsed -> !parsed.from.equals(parsed.to));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    boolean include(Instant now) {
        var time = now.atZone(timeZone).toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("from", from.toString())
                .put("to", to.toString())
                .put("timeZone", timeZone.getId());
    }
}

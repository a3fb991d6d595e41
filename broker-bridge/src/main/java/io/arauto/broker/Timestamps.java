package io.arauto.broker;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as clients see them: RFC 3339, UTC, always with milliseconds, so that they also sort as text. */
public final class Timestamps {
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private static volatile Second newest = Second.of(0);

    /** What the times of one second have in common; nearly all that are asked for are of the present one. */
    private record Second(long number, String text) {
        static Second of(long number) {
            return new Second(number, TO_THE_SECOND.format(Instant.ofEpochSecond(number)));
        }
    }

    private Timestamps() {}

    public static String text(Instant time) {
        return text(time.toEpochMilli());
    }

    /** @param millis since 1970 */
    public static String text(long millis) {
        var number = Math.floorDiv(millis, 1_000L);
        var second = newest;
        if (second.number() != number) {
            second = Second.of(number);
            newest = second;
        }
        var rest = Math.floorMod(millis, 1_000);
        return second.text() + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest + 'Z';
    }
}

package io.arauto.broker;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The id of an event: the id of its entry in the outbox stream, {@code <milliseconds>-<sequence>}. Ids of one tenant only grow. Two ids
 * compare by milliseconds, then by sequence, not as text.
 */
public record EventId(long millis, long sequence) implements Comparable<EventId> {
    /** Before every event. */
    public static final EventId NONE = new EventId(0, 0);

    private static final Pattern FORM = Pattern.compile("\\d{1,15}-\\d{1,15}");
    private static final Comparator<EventId> ORDER =
            Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::sequence);

    public static EventId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidName("an event id looks like 1763900000000-0");
        }
        var dash = text.indexOf('-');
        return new EventId(Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
    }

    /** When the event happened, by the clock of Redis. */
    public Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    public boolean isAfter(EventId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}

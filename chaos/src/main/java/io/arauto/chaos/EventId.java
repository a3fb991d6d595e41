package io.arauto.chaos;

import java.util.Comparator;

/** An event's id as clients see it, {@code ms-seq}; ordered by its two numbers. */
record EventId(long millis, long sequence) implements Comparable<EventId> {
    static final EventId NONE = new EventId(0, 0);

    private static final Comparator<EventId> ORDER =
            Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::sequence);

    static EventId parse(String text) {
        var dash = text.indexOf('-');
        return new EventId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    boolean isAfter(EventId other) {
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

package io.arauto.broker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The id of an event: the id of its entry in the outbox stream, {@code <milliseconds>-<sequence>}. Ids of one tenant only grow. Two ids
 * compare by milliseconds, then by sequence, not as text.
 */
public record EventId(long millis, long sequence) implements Comparable<EventId> {
    /** Before every event. */
    public static final EventId NONE = new EventId(0, 0);

    private static final int MOST_DIGITS = 15;

    public static EventId parse(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** The id that a part of a text spells. */
    static EventId parse(byte[] text, int from, int to) {
        var dash = from;
        while (dash < to && text[dash] != '-') {
            dash++;
        }
        return new EventId(number(text, from, dash), number(text, dash + 1, to));
    }

    private static long number(byte[] text, int from, int to) {
        if (to <= from || to - from > MOST_DIGITS) {
            throw malformed();
        }
        var number = 0L;
        for (var index = from; index < to; index++) {
            var digit = text[index] - '0';
            if (digit < 0 || digit > 9) {
                throw malformed();
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static InvalidName malformed() {
        return new InvalidName("an event id looks like 1763900000000-0");
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
        var byMillis = Long.compare(millis, other.millis);
        return byMillis != 0 ? byMillis : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}

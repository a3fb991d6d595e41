package io.arauto.loadtest.lean;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts what one member gets; finds its way in a frame by remembering where the mark was in the one before. */
final class Arrivals {
    /** After the quotation mark and {@code lt:}. */
    private static final int TIME_AT = 4;

    private static final int TIME_DIGITS = 16;
    private static final int NUMBER_DIGITS = 10;
    private static final int TIMED_OF = 8;

    private final Totals totals;
    private int markAt;
    private long newest = -1;

    Arrivals(Totals totals) {
        this.totals = totals;
    }

    /** What all members of a run have got. */
    record Totals(LongAdder delivered, LongAdder disordered, ConcurrentHistogram micros) {
        Totals() {
            this(new LongAdder(), new LongAdder(), new ConcurrentHistogram(60_000_000, 3));
        }
    }

    /** The text of a message: {@code lt:}, which no id can hold, when it was sent in microseconds, and its number. */
    static String mark(long number, long nanos) {
        return ("lt:%0" + TIME_DIGITS + "d%0" + NUMBER_DIGITS + "d").formatted(nanos / 1_000, number);
    }

    void count(Buffer frame) {
        if (!isMark(frame, markAt)) {
            markAt = find(frame);
        }
        if (markAt > 0) {
            totals.delivered().increment();
            var number = digits(frame, markAt + TIME_AT + TIME_DIGITS, NUMBER_DIGITS);
            if (number < newest) {
                totals.disordered().increment();
            }
            newest = number;
            if (number % TIMED_OF == 0) {
                var took = System.nanoTime() / 1_000 - digits(frame, markAt + TIME_AT, TIME_DIGITS);
                totals.micros().recordValue(Math.clamp(took, 0, 60_000_000));
            }
        }
    }

    private static int find(Buffer frame) {
        for (var at = 1; at < frame.length(); at++) {
            if (isMark(frame, at)) {
                return at;
            }
        }
        return 0;
    }

    private static boolean isMark(Buffer frame, int at) {
        return at > 0
                && at + TIME_AT + TIME_DIGITS + NUMBER_DIGITS <= frame.length()
                && frame.getByte(at) == '"'
                && frame.getByte(at + 1) == 'l'
                && frame.getByte(at + 2) == 't'
                && frame.getByte(at + 3) == ':';
    }

    private static long digits(Buffer frame, int from, int count) {
        var number = 0L;
        for (var at = from; at < from + count; at++) {
            number = number * 10 + frame.getByte(at) - '0';
        }
        return number;
    }
}

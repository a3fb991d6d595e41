package io.arauto.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Where a step stands in a trace, written as {@code 00-<trace>-<step>-<flags>}.
 *
 * @param trace 32 hexadecimal digits
 * @param step 16 hexadecimal digits
 * @param sampled whether whoever began the trace wants its steps to be told
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
record Traceparent(String trace, String step, boolean sampled) {
    /** A later version may have more at its end. */
    private static final Pattern FORM = Pattern.compile(
            "(?:00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})|(?!00|ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?)");

    private static final Pattern NOTHING = Pattern.compile("0+");
    private static final int SAMPLED = 1;

    /** Empty for what breaks the rules, which counts as if it were not there. */
    static Optional<Traceparent> parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var first = found.group(1) == null ? 4 : 1;
        var trace = found.group(first);
        var step = found.group(first + 1);
        var flags = Integer.parseInt(found.group(first + 2), 16);
        return NOTHING.matcher(trace).matches() || NOTHING.matcher(step).matches()
                ? Optional.empty()
                : Optional.of(new Traceparent(trace, step, (flags & SAMPLED) != 0));
    }

    /** The first step of a new trace that is told. */
    static Traceparent begin() {
        return new Traceparent(hex() + hex(), hex(), true);
    }

    /** Another step of the same trace. */
    Traceparent next() {
        return new Traceparent(trace, hex(), sampled);
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    @Override
    public String toString() {
        return "00-" + trace + '-' + step + (sampled ? "-01" : "-00");
    }
}

package io.arauto.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which notifications of a topic a user has read, as ranges of ordinals in ascending order that neither touch nor overlap: one
 * range, however many were read, when none was left out.
 */
public record ReadRanges(List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

    /** From the one to the other, both of them too. */
    public record Range(long from, long to) {}

    static ReadRanges parse(String text) {
        var ranges = new ArrayList<Range>();
        var matcher = RANGE.matcher(text);
        while (matcher.find()) {
            ranges.add(new Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
        }
        return new ReadRanges(List.copyOf(ranges));
    }

    public boolean contains(long ordinal) {
        return ranges.stream().anyMatch(range -> range.from() <= ordinal && ordinal <= range.to());
    }

    /** How many were read. */
    public long size() {
        return ranges.stream().mapToLong(range -> range.to() - range.from() + 1).sum();
    }
}

package io.arauto.loadtest.ledger;

import java.util.Optional;

/**
 * What tells a message from all others of a run, written into some text of it: {@code lt|audience|publisher|number|intended|}.
 *
 * @param audience those who are to get it; what is before a slash groups audiences in the results
 * @param intended when it should have been sent, in milliseconds since 1970; it may have been sent later
 */
public record Marker(String audience, String publisher, long number, long intended) {
    private static final String BEGINNING = "lt|";
    private static final int PARTS = 5;

    public String text() {
        return BEGINNING + audience + '|' + publisher + '|' + number + '|' + intended + '|';
    }

    /** The marker in the text of an event, if it has one. */
    public static Optional<Marker> in(String text) {
        var begin = text.indexOf(BEGINNING);
        if (begin < 0) {
            return Optional.empty();
        }
        var parts = text.substring(begin + BEGINNING.length()).split("\\|", PARTS);
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(new Marker(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])));
    }

    String group() {
        var slash = audience.indexOf('/');
        return slash < 0 ? audience : audience.substring(0, slash);
    }
}

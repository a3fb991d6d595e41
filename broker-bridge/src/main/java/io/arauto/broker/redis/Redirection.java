package io.arauto.broker.redis;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server of a cluster says which other one a slot is at.
 *
 * @param asking whether only for this command, which the other must be told by ASKING
 * @param host empty when it is the same
 */
record Redirection(boolean asking, int slot, String host, int port) {
    private static final Pattern TEXT = Pattern.compile("(MOVED|ASK) (\\d+) (.*):(\\d+)");

    /** Of the text of an error. */
    static Optional<Redirection> in(String error) {
        var text = TEXT.matcher(error);
        return text.matches()
                ? Optional.of(new Redirection(
                        text.group(1).equals("ASK"),
                        Integer.parseInt(text.group(2)),
                        text.group(3),
                        Integer.parseInt(text.group(4))))
                : Optional.empty();
    }

    static Optional<Redirection> in(Throwable failure) {
        return failure.getMessage() == null ? Optional.empty() : in(failure.getMessage());
    }
}

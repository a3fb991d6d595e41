package io.arauto.chaos;

import java.util.ArrayList;
import java.util.List;

/** All that one participant saw, in its order. */
final class Journal {
    private final String user;
    private final List<Entry> entries = new ArrayList<>();

    Journal(String user) {
        this.user = user;
    }

    /** One thing that a participant saw; {@code at} by {@link System#nanoTime()}. */
    sealed interface Entry {
        long at();
    }

    /** An event with its trailing id. */
    record Received(EventId id, String name, String mark, long at) implements Entry {}

    /**
     * A session began at this position: what came before and was not seen yet will not come.
     *
     * @param reason why an earlier one could not be recovered; empty when there was none
     */
    record Began(EventId position, String reason, long at) implements Entry {}

    /** It listens to the module from this position on. */
    record Subscribed(EventId position, long at) implements Entry {}

    /** An answer that nothing allows, such as a refusal for good. */
    record Odd(String what, long at) implements Entry {}

    String user() {
        return user;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return entries;
    }
}

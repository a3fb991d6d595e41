package io.arauto.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long participants were without a session. Lives on one event loop. */
final class Outages {
    private final Map<Participant, Long> open = new HashMap<>();
    private final List<Outage> past = new ArrayList<>();

    /** From the loss of the connection until the new one's session, in nanoseconds; {@code at} by {@link System#nanoTime()}. */
    record Outage(long at, long nanos) {}

    void lost(Participant participant) {
        open.put(participant, System.nanoTime());
    }

    void over(Participant participant) {
        var since = open.remove(participant);
        if (since != null) {
            past.add(new Outage(since, System.nanoTime() - since));
        }
    }

    List<Outage> past() {
        return past;
    }
}

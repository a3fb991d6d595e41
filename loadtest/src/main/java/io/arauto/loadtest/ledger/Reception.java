package io.arauto.loadtest.ledger;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one receiver got of one audience. It is owed every acknowledged message that was sent between its arrival and its leaving, once and
 * in order of event id.
 */
public final class Reception {
    private final Ledger ledger;
    private final String audience;
    private final long since;
    private final Set<Marker> received = new HashSet<>();
    private long until = Long.MAX_VALUE;
    private String last = "0-0";
    private long doubled;
    private long disordered;

    Reception(Ledger ledger, String audience, long since) {
        this.ledger = ledger;
        this.audience = audience;
        this.since = since;
    }

    public String audience() {
        return audience;
    }

    public synchronized boolean has(Marker marker) {
        return received.contains(marker);
    }

    /**
     * @param eventId the trailing id, {@code <milliseconds>-<sequence>}; empty if the event has none
     * @param at when it arrived, in milliseconds since 1970
     */
    public synchronized void received(Marker marker, String eventId, long at) {
        if (!received.add(marker)) {
            doubled++;
            return;
        }
        ledger.delivered(marker, at);
        if (!eventId.isEmpty()) {
            follow(eventId);
        }
    }

    private void follow(String eventId) {
        if (compare(eventId, last) < 0) {
            disordered++;
        } else {
            last = eventId;
        }
    }

    /** Which of two event ids is newer: by milliseconds, then by sequence, not as text. */
    public static int compare(String one, String other) {
        var millis = Long.compare(part(one, 0), part(other, 0));
        return millis != 0 ? millis : Long.compare(part(one, 1), part(other, 1));
    }

    private static long part(String eventId, int part) {
        return Long.parseLong(eventId.split("-", 2)[part]);
    }

    /** What is sent from now on is not owed any more. */
    public synchronized void leaves() {
        until = System.currentTimeMillis();
    }

    /** @param sent the acknowledged messages of the audience, and when each was sent */
    synchronized Balance balance(Map<Marker, Long> sent) {
        var expected = 0L;
        var missing = 0L;
        for (var message : sent.entrySet()) {
            if (message.getValue() >= since && message.getValue() < until) {
                expected++;
                missing += received.contains(message.getKey()) ? 0 : 1;
            }
        }
        return new Balance(expected, received.size(), missing, doubled, disordered);
    }
}

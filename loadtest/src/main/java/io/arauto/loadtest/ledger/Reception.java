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
    private long lastMillis;
    private long lastSequence;
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
        var dash = eventId.indexOf('-');
        var millis = Long.parseLong(eventId.substring(0, dash));
        var sequence = Long.parseLong(eventId.substring(dash + 1));
        if (millis < lastMillis || (millis == lastMillis && sequence < lastSequence)) {
            disordered++;
        } else {
            lastMillis = millis;
            lastSequence = sequence;
        }
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

package io.arauto.gateway.presence;

import java.time.Duration;

/**
 * Up to which version a client was told. What it was told a moment ago it may not have got: its connection may have been broken for a while
 * before anybody noticed.
 */
final class Progress {
    private final long unheardNanos;
    private long told;
    private long marked;
    private long markedAt = System.nanoTime();
    private long certain;

    /**
     * @param certain what it has got for sure
     * @param unheard how long a connection may be broken before it ends
     */
    Progress(long certain, Duration unheard) {
        this.unheardNanos = unheard.toNanos();
        this.told = certain;
        this.marked = certain;
        this.certain = certain;
    }

    long told() {
        return told;
    }

    void told(long version) {
        told = version;
    }

    /** To be called often: once a mark is old enough, what had been told at that time has been got. */
    void mark() {
        var now = System.nanoTime();
        if (now - markedAt >= unheardNanos) {
            certain = marked;
            marked = told;
            markedAt = now;
        }
    }

    /** What its client has got for sure, if its connection ends now. */
    long certain() {
        mark();
        return certain;
    }

    void startOver() {
        told = 0;
        marked = 0;
        certain = 0;
    }
}

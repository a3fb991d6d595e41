package io.arauto.broker;

import java.time.Duration;

/** The sender has sent as much as it may; nothing was published. */
public final class RateLimited extends RuntimeException {
    private final transient Duration retryAfter;

    RateLimited(Duration retryAfter) {
        super("as many messages as allowed were sent within a minute", null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}

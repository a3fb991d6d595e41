package io.arauto.loadtest.lean;

/**
 * When the next message is sent: when an earlier one is acked, so that so many are in flight; or by the clock, so many a second, acked or
 * not.
 */
record Pace(int inFlight, int aSecond) {
    static Pace inFlight(int messages) {
        return new Pace(messages, 0);
    }

    static Pace aSecond(int messages) {
        return new Pace(0, messages);
    }

    boolean isByTheClock() {
        return aSecond > 0;
    }

    @Override
    public String toString() {
        return isByTheClock() ? aSecond + "/s" : Integer.toString(inFlight);
    }
}

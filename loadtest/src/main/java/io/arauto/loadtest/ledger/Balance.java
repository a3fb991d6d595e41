package io.arauto.loadtest.ledger;

/** How what arrived compares with what was owed, for one receiver or the sum of many. */
record Balance(long expected, long received, long missing, long doubled, long disordered) {
    static final Balance NOTHING = new Balance(0, 0, 0, 0, 0);

    Balance plus(Balance other) {
        return new Balance(
                expected + other.expected,
                received + other.received,
                missing + other.missing,
                doubled + other.doubled,
                disordered + other.disordered);
    }

    /** The part of what was owed that arrived, in percent. */
    double delivery() {
        return expected == 0 ? 100 : 100.0 * (expected - missing) / expected;
    }
}

package io.arauto.chaos;

/** What must hold whatever breaks; the name of a column of the report. */
enum Invariant {
    NOT_LOST("lost"),
    NOT_DOUBLED("doubled"),
    IN_ORDER("disordered"),
    NOT_LEAKED("leaked"),
    STORED_ONCE("history"),
    ANSWERED("odd"),
    RECOVERED("stuck"),
    BOUNDED("memory");

    private final String broken;

    Invariant(String broken) {
        this.broken = broken;
    }

    /** One word for its violation. */
    String broken() {
        return broken;
    }
}

package io.arauto.chaos;

/**
 * A promise that did not hold.
 *
 * @param at when what it is about happened, by {@link System#nanoTime()}
 */
record Violation(Invariant invariant, String what, long at) {}

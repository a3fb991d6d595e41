package io.arauto.worker.storage;

/** An event that can never be stored, whatever is tried. */
final class Unstorable extends RuntimeException {
    Unstorable(String reason) {
        super(reason, null, false, false);
    }
}

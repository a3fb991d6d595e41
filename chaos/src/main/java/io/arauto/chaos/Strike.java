package io.arauto.chaos;

/**
 * A fault that was injected; times by {@link System#nanoTime()}.
 *
 * @param mended when what was broken was whole again
 * @param well when all clients were there and each had got a yes since it was mended
 */
record Strike(Fault fault, long from, long mended, long well) {

    /** How long the cluster took to serve everyone again, in nanoseconds. */
    long recovery() {
        return well - mended;
    }
}

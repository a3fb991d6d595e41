package io.arauto.embedded;

/** The pause between two looks at a server that is starting. */
final class Pause {

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while an embedded server was starting", e);
        }
    }
}

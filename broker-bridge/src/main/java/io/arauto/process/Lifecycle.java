package io.arauto.process;

import io.vertx.core.Future;

/** Something that is started once and stopped once. */
public interface Lifecycle {
    Future<Void> start();

    /** Finishes what is in hand. */
    Future<Void> stop();
}

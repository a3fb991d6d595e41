package io.arauto.worker;

import io.arauto.process.Launcher;
import io.vertx.core.Future;

/** Starts one worker, configured by the environment. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Launcher.run((vertx, environment) -> Future.succeededFuture(new Worker(vertx, WorkerConfig.from(environment))));
    }
}

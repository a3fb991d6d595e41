package io.arauto.worker;

import io.arauto.process.Launcher;
import io.arauto.worker.storage.Databases;
import io.arauto.worker.storage.Schema;
import io.vertx.core.Future;
import java.util.Arrays;

/** Starts one worker, configured by the environment; with {@code --migrate-only}, brings the schema up to date and ends. */
public final class Main {
    private static final String MIGRATE_ONLY = "--migrate-only";

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            Launcher.run(
                    (vertx, environment) -> Future.succeededFuture(new Worker(vertx, WorkerConfig.from(environment))));
        } else if (arguments.length == 1 && arguments[0].equals(MIGRATE_ONLY)) {
            Launcher.runOnce(environment ->
                    new Schema(Databases.owner(WorkerConfig.from(environment).database())).migrate());
        } else {
            Launcher.refuse("takes " + MIGRATE_ONLY + " or nothing, not " + Arrays.toString(arguments));
        }
    }
}

package io.arauto.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files of a new Postgres. */
final class PostgresCluster {

    private static final long LIMIT_SECONDS = 60;

    private PostgresCluster() {}

    /** Whether they had to be made. They appear complete or not at all, so that an interrupted start can be repeated. */
    static boolean initialise(Path binaries, WorkDirectory directory) {
        if (Files.exists(directory.data())) {
            return false;
        }
        try {
            var unfinished = Files.createTempDirectory(directory.path(), "new-");
            run(initdb(binaries, unfinished), directory);
            Files.move(unfinished, directory.data());
            return true;
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot prepare " + directory.path() + " for Postgres: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while Postgres was starting", e);
        }
    }

    private static List<String> initdb(Path binaries, Path target) {
        var command = new ArrayList<>(AsOrdinaryUser.prefix());
        command.addAll(List.of(binaries.resolve("bin/initdb").toString(), "-D", target.toString()));
        command.addAll(List.of("-U", "postgres", "-A", "trust", "-E", "UTF-8", "--locale=C", "--no-sync"));
        return command;
    }

    private static void run(List<String> command, WorkDirectory directory) throws IOException, InterruptedException {
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.log().toFile())
                .start();
        if (!initdb.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            initdb.destroyForcibly();
        }
        if (initdb.waitFor() != 0) {
            throw new EmbeddedServerException("initdb failed: " + directory.logTail());
        }
    }
}

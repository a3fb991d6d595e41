package io.arauto.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param data where Redis and Postgres keep their data between runs; null to keep nothing
 * @param cluster null for everything in one process
 * @param restart whether a process of the cluster that was killed is started again
 */
record CommandLine(
        boolean wantsHelp, @Nullable Path data, @Nullable ClusterSize cluster, boolean restart) {

    private static final ClusterSize ONE_OF_EACH = new ClusterSize(1, 1);

    /** The command line was wrong; the message says how. */
    static final class Misuse extends Exception {
        Misuse(String message) {
            super(message + "; ./run --help tells what there is", null, false, false);
        }
    }

    static CommandLine parse(String... arguments) throws Misuse {
        var left = new ArrayDeque<>(List.of(arguments));
        var wantsHelp = false;
        Path data = null;
        ClusterSize cluster = null;
        var restart = false;
        while (!left.isEmpty()) {
            var argument = left.remove();
            switch (argument) {
                case "--help", "-h" -> wantsHelp = true;
                case "--data" -> data = directory(left.poll());
                case "--gateways" ->
                    cluster = Objects.requireNonNullElse(cluster, ONE_OF_EACH).withGateways(left.poll());
                case "--workers" ->
                    cluster = Objects.requireNonNullElse(cluster, ONE_OF_EACH).withWorkers(left.poll());
                case "--restart" -> restart = true;
                default -> throw new Misuse("unknown argument " + argument);
            }
        }
        if (restart && cluster == null) {
            throw new Misuse("--restart goes with --gateways or --workers");
        }
        return new CommandLine(wantsHelp, data, cluster, restart);
    }

    private static Path directory(@Nullable String name) throws Misuse {
        if (name == null || name.isEmpty() || name.startsWith("--")) {
            throw new Misuse("--data takes a directory");
        }
        return Path.of(name).toAbsolutePath();
    }

    static String help() {
        try (var in = CommandLine.class.getResourceAsStream("help.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

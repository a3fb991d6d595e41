package io.arauto.standalone;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.ProjectRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged quickstart, started as {@code ./run} starts it, on free ports. */
final class QuickstartProcess implements AutoCloseable {

    private final Process process;
    private final List<String> table;

    private QuickstartProcess(Process process, List<String> table) {
        this.process = process;
        this.table = table;
    }

    /** Returns when it has said READY. */
    static QuickstartProcess start(Path temporary, String... arguments) throws IOException {
        var process = launch(temporary, Map.of(), arguments);
        Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(System.err::println));
        try {
            var table = Eventually.completes(
                    "READY", CompletableFuture.supplyAsync(() -> untilReady(process.inputReader())));
            return new QuickstartProcess(process, table);
        } catch (RuntimeException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Returns at once. */
    static Process launch(Path temporary, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                ProjectRoot.directory()
                        .resolve("deploy/standalone/target/standalone.jar")
                        .toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("SOCKET_PORT", "0");
        builder.environment().put("ARAUTO_MANAGEMENT_PORT", "0");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> untilReady(BufferedReader output) {
        var lines = new ArrayList<String>();
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("READY ")) {
                    return lines;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("it ended before it was ready: " + lines);
    }

    /** What follows READY. */
    String url() {
        return table.getLast().substring("READY ".length()).replace("localhost", "127.0.0.1");
    }

    /** The token that the table shows for a user. */
    String token(String username) {
        var line = table.stream()
                .filter(row -> row.contains(" " + username + " "))
                .findFirst()
                .orElseThrow();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    /** Itself, Redis, Postgres and what they started. */
    List<ProcessHandle> processes() {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /** SIGTERM; answers the exit status. */
    int terminates() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package io.arauto.standalone;

import io.arauto.testkit.Eventually;
import io.arauto.testkit.ProjectRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packaged quickstart, started as {@code ./run} starts it, on free ports. */
final class QuickstartProcess implements AutoCloseable {

    /** Several JVMs and Postgres start at once, on a machine that has other things to do. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final List<String> table;
    private final List<String> news = new CopyOnWriteArrayList<>();

    private QuickstartProcess(Process process, List<String> table) {
        this.process = process;
        this.table = table;
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(news::add));
    }

    /** Returns when it has said READY. */
    static QuickstartProcess start(Path temporary, String... arguments) throws IOException {
        return start(temporary, Map.of(), arguments);
    }

    static QuickstartProcess start(Path temporary, Map<String, String> environment, String... arguments)
            throws IOException {
        var process = launch(temporary, environment, arguments);
        Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(System.err::println));
        try {
            var table = CompletableFuture.supplyAsync(() -> untilReady(process.inputReader()))
                    .orTimeout(START_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
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

    /** {@code kill -9} of a node, by the pid that the table shows. */
    void kills(String node) {
        ProcessHandle.of(Long.parseLong(lastWord(node))).orElseThrow().destroyForcibly();
    }

    /** Waits for a line after the table; answers what is in it between the two. */
    String awaitsNews(String start, String end) {
        Predicate<String> wanted = line -> line.startsWith(start) && line.endsWith(end);
        Eventually.isTrue(start + "…" + end, () -> news.stream().anyMatch(wanted));
        var line = news.stream().filter(wanted).findFirst().orElseThrow();
        return line.substring(start.length(), line.length() - end.length());
    }

    /** The token that the table shows for a user. */
    String token(String username) {
        return lastWord(username);
    }

    private String lastWord(String name) {
        var line = table.stream()
                .filter(row -> row.contains(" " + name + " "))
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

    /** {@code kill -9} of the process that started all others. */
    void dies() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        dies();
    }
}

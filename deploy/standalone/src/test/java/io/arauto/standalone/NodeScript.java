package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arauto.testkit.ProjectRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A test that is written in JavaScript, beside the sources of the console, whose packages it uses. */
record NodeScript(String path, Map<String, String> environment) {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path SOURCES = ProjectRoot.directory().resolve("gateway/src/console");
    private static final Duration LIMIT = Duration.ofMinutes(8);

    /** A browser that a script may start. */
    static Optional<Path> browser() {
        return BROWSERS.stream()
                .map(NodeScript::onThePath)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Fails unless it ends with 0; left out where the console was not built. What it says is printed, and told to {@code onLine}. */
    void passes(Consumer<String> onLine) throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(SOURCES.resolve("node_modules")), path + " is not run: the console was not built");
        var builder = new ProcessBuilder("timeout", String.valueOf(LIMIT.toSeconds()), "node", path)
                .directory(SOURCES.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var steps = new ArrayList<String>();
        try (var output = process.inputReader()) {
            output.lines().forEach(line -> {
                System.out.println(line);
                steps.add(line);
                onLine.accept(line);
            });
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> "exit code of " + path + ":\n" + whatIsNotOk(steps))
                    .isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** All lines but of steps that passed; and the last of those, after which it may have stood still. */
    private static String whatIsNotOk(List<String> lines) {
        var passed = lines.stream().filter(line -> line.startsWith("ok ")).toList();
        var others = lines.stream().filter(line -> !line.startsWith("ok ")).toList();
        return String.join("\n", others) + (passed.isEmpty() ? "" : "\nlast that passed: " + passed.getLast());
    }

    private static Optional<Path> onThePath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

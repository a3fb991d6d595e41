package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arauto.testkit.ProjectRoot;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a real browser; what is done there is written in {@code gateway/src/console/browser-test}. */
class ConsoleIT {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path SOURCES = ProjectRoot.directory().resolve("gateway/src/console");
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @RegisterExtension
    static final Cluster CLUSTER = new Cluster();

    @Test
    void usersDoAllThereIsToDoOverTwoNodesOfWhichOneIsKilled() throws Exception {
        var browser = BROWSERS.stream()
                .map(ConsoleIT::onThePath)
                .flatMap(Optional::stream)
                .findFirst();
        assumeTrue(browser.isPresent(), "the console is not tried out: no Chromium on the PATH");
        assumeTrue(
                Files.isDirectory(SOURCES.resolve("node_modules")), "the console is not tried out: it was not built");

        var process = start(browser.orElseThrow());
        var steps = new ArrayList<String>();
        try (var output = process.inputReader()) {
            output.lines().forEach(line -> {
                System.out.println(line);
                steps.add(line);
                if (line.equals("kill")) {
                    CLUSTER.nodeA().kills();
                }
            });
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> "exit code of the browser's run:\n" + whatIsNotOk(steps))
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

    private static Process start(Path browser) throws IOException {
        var builder = new ProcessBuilder("timeout", String.valueOf(LIMIT.toSeconds()), "node", "browser-test/run.mjs")
                .directory(SOURCES.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CHROMIUM", browser.toString());
        builder.environment().put("NODE_A", CLUSTER.nodeA().url());
        builder.environment().put("NODE_B", CLUSTER.nodeB().url());
        builder.environment()
                .put("SCREENS", Path.of("target", "console").toAbsolutePath().toString());
        builder.environment().put("TOKENS", tokens().encode());
        return builder.start();
    }

    private static JsonObject tokens() {
        return new JsonObject()
                .put("joao", token(TestUser.of("empresa", "1", "joao.silva", "vendas", "chat"), "João Silva", "Vendas"))
                .put(
                        "maria",
                        token(TestUser.of("empresa", "2", "maria.santos", "vendas", "chat"), "Maria Santos", "Vendas"))
                .put("ana", token(TestUser.principal("empresa", "3", "ana.lima"), "Ana Lima", "Diretoria"))
                .put(
                        "pedro",
                        token(TestUser.of("empresa", "4", "pedro.costa", "estoque", "chat"), "Pedro Costa", "Estoque"));
    }

    private static String token(TestUser user, String name, String department) {
        var claims = user.claims(Duration.ofHours(1)).put("name", name).put("department", department);
        return Tokens.sign(claims, Tokens.SECRET);
    }

    private static Optional<Path> onThePath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

package io.arauto.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.Client;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/erp.md shows, as it stands there. */
class DocumentedCallsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private static final Path DOCUMENT = Path.of("../docs/erp.md");
    private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path directory = Path.of(".");

    private final String tenant = "t" + System.nanoTime();

    @Test
    void curl() throws Exception {
        assumeTrue(isInstalled("curl"));
        var listener = listener();
        for (var block : blocks("bash")) {
            run("bash", "-c", block);
        }
        assertEverythingArrived(listener);
    }

    @Test
    void java() throws Exception {
        var listener = listener();
        var file =
                Files.writeString(directory.resolve("Erp.java"), blocks("java").getFirst());
        run(OWN_JAVA.toString(), file.toString());
        assertEverythingArrived(listener);
    }

    @Test
    void node() throws Exception {
        assumeTrue(isInstalled("node"));
        var listener = listener();
        var file = Files.writeString(
                directory.resolve("erp.mjs"), blocks("javascript").getFirst());
        run("node", file.toString());
        assertEverythingArrived(listener);
    }

    private Client listener() {
        var listener = NODES.onB(TestUser.of(tenant, "7", "gerente", "vendas", "financeiro"));
        listener.asks("data-sync:subscribe", new JsonObject().put("module", "clientes"));
        return listener;
    }

    private static void assertEverythingArrived(Client listener) {
        assertThat(listener.events().await("notification", 2))
                .extracting(notification -> notification.getString("title"))
                .containsExactly("Nova Venda Realizada", "Títulos Vencidos");
        assertThat(listener.awaits("data-sync").getJsonObject("data").getString("nome"))
                .isEqualTo("Padaria Central");
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private void run(String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ARAUTO_URL", NODES.a());
        builder.environment().put("ARAUTO_TOKEN", TestUser.service(tenant).token());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}

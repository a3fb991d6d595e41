package io.arauto.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.embedded.FreePort;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.ProjectRoot;
import io.arauto.testkit.RecoveringClient;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIT {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persistence-worker"})
    void theRuntimeHasEveryModuleThatTheJarNeeds(String app) throws IOException {
        var found = new StringWriter();
        var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        var status = jdeps.run(
                new PrintWriter(found),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                "--ignore-missing-deps",
                "--multi-release",
                "25",
                "--print-module-deps",
                target(app, app + ".jar").toString());

        assertThat(status).isZero();
        assertThat(Files.readAllLines(Dockerfile.DIRECTORY.resolve("modules")))
                .containsAll(List.of(found.toString().strip().split(",", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persistence-worker"})
    void theBillOfMaterialsNamesWhatIsInTheJar(String app) throws IOException {
        var bill = new JsonObject(Files.readString(target(app, "bom.json")));

        assertThat(bill.getString("bomFormat")).isEqualTo("CycloneDX");
        assertThat(bill.getJsonArray("components"))
                .extracting(component -> ((JsonObject) component).getString("name"))
                .contains("broker-bridge", "vertx-core", "netty-transport", "logback-classic")
                .doesNotContain("testkit", "assertj-core");
    }

    @Test
    void whatTheImageHoldsStartsAGatewayOnItsCacheThatServesAClient(@TempDir Path directory) throws Exception {
        var image = directory.resolve("opt");
        assemble("gateway", image);
        var clients = FreePort.find();
        var management = FreePort.find();
        var gateway = new ProcessBuilder(entryPoint(image)).inheritIO();
        gateway.environment()
                .putAll(Map.of(
                        // No falling back to a start without the cache.
                        "JDK_JAVA_OPTIONS",
                        "-XX:AOTMode=on -Djava.io.tmpdir=" + directory,
                        "REDIS_URL",
                        REDIS.url(),
                        "DATABASE_URL",
                        "postgresql://nobody:nothing@127.0.0.1:1/nothing",
                        "ARAUTO_JWT_SECRET",
                        Tokens.SECRET,
                        "SOCKET_PORT",
                        String.valueOf(clients),
                        "ARAUTO_MANAGEMENT_PORT",
                        String.valueOf(management)));
        var process = gateway.start();
        try {
            Eventually.isTrue("it is ready", () -> readiness(management) == 200);
            var user = TestUser.of("t", "2", "maria", "chat");
            try (var maria = RecoveringClient.connect("http://127.0.0.1:" + clients, user.token())) {
                var id = maria.sendsChat("geral", "Bom dia");
                assertThat(maria.awaits("chat:message").getString("id")).isEqualTo(id);
            }
            process.destroy();

            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** As the Dockerfile does. */
    private static void assemble(String app, Path image) throws Exception {
        var assembly = new ProcessBuilder(
                        JAVA.toString(),
                        Dockerfile.DIRECTORY.resolve("Assemble.java").toString(),
                        target(app, app + ".jar").toString(),
                        image.toString())
                .inheritIO()
                .start();
        assertThat(assembly.waitFor()).isZero();
    }

    /** As the Dockerfile has it, at another place. */
    private static List<String> entryPoint(Path image) {
        var command = new ArrayList<>(
                Dockerfile.read().last("ENTRYPOINT").findFirst().orElseThrow().exec());
        command.replaceAll(part -> part.replace("/opt/arauto", image.toString()));
        return command;
    }

    private static Path target(String app, String file) {
        return ProjectRoot.directory().resolve(app).resolve("target").resolve(file);
    }

    private static int readiness(int port) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Eventually.LIMIT)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }
}

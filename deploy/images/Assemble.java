import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Assembles what an image holds: {@code java Assemble.java JAR TARGET} makes in TARGET a small Java runtime, the jar, the JVM's flags, and a cache of the
 * classes that a start loads, by starting the jar once. It has neither Redis nor Postgres then, which it waits for as ever.
 */
final class Assemble {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int CLIENT_PORT = 39_170;
    private static final int MANAGEMENT_PORT = 39_171;
    private static final List<String> REQUESTS = List.of(
            MANAGEMENT_PORT + "/health/started", MANAGEMENT_PORT + "/health/ready", MANAGEMENT_PORT + "/metrics", CLIENT_PORT + "/",
            CLIENT_PORT + "/openapi.yaml", CLIENT_PORT + "/api/v1/channels", CLIENT_PORT + "/socket.io/?EIO=4&transport=polling");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path target;

    private Assemble(Path target) {
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var sources = Path.of(System.getProperty("jdk.launcher.sourcefile", "")).toAbsolutePath().getParent();
        var assembled = new Assemble(Path.of(arguments[1]).toAbsolutePath());
        Files.createDirectories(assembled.target);
        Files.copy(Path.of(arguments[0]), assembled.target.resolve("app.jar"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(sources.resolve("java.options"), assembled.target.resolve("java.options"));
        assembled.link(Files.readAllLines(sources.resolve("modules")));
        assembled.train();
    }

    private void link(List<String> modules) throws IOException, InterruptedException {
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules", String.join(",", modules),
                "--strip-java-debug-attributes", "--no-header-files", "--no-man-pages",
                "--output", target.resolve("runtime").toString()));
    }

    private void train() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                target.resolve("runtime/bin/java").toString(),
                "@" + target.resolve("java.options"),
                "-XX:AOTCacheOutput=" + target.resolve("app.aot"),
                "-jar", target.resolve("app.jar").toString());
        builder.environment().put("REDIS_URL", "redis://127.0.0.1:1");
        builder.environment().put("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/nothing");
        builder.environment().put("ARAUTO_JWT_SECRET", "signs-nothing-but-is-long-enough-to-start");
        builder.environment().put("SOCKET_PORT", String.valueOf(CLIENT_PORT));
        builder.environment().put("ARAUTO_MANAGEMENT_PORT", String.valueOf(MANAGEMENT_PORT));
        var training = builder.inheritIO().start();
        try {
            awaitLife(training);
            for (var request : REQUESTS) {
                get(request);
            }
        } finally {
            training.destroy();
        }
        if (!training.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS) || !Files.exists(target.resolve("app.aot"))) {
            training.destroyForcibly();
            throw new IllegalStateException("the training left no cache");
        }
    }

    private static void awaitLife(Process training) throws InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!get(MANAGEMENT_PORT + "/health/live")) {
            if (!training.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the training did not start");
            }
            Thread.sleep(50);
        }
    }

    /** Whether there was an answer, of whatever status. */
    private static boolean get(String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + path)).timeout(Duration.ofSeconds(5)).build();
        try {
            HTTP.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
    }
}

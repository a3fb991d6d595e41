package io.arauto.testkit;

import io.arauto.embedded.FreePort;
import io.arauto.embedded.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A packaged gateway or worker as its own process, on free ports of the loopback interface; what it logs is in
 * {@code target/processes}. It dies with the JVM of the test.
 */
public final class JarProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int clientPort = FreePort.find();
    private final int managementPort = FreePort.find();
    private final String name;
    private final Path log;
    private final GuardedProcess process;

    private JarProcess(String module, Map<String, String> environment) {
        name = module + "-" + managementPort;
        log = logDirectory().resolve(name + ".log");
        var all = new HashMap<>(environment);
        all.putIfAbsent("SOCKET_HOST", "127.0.0.1");
        all.putIfAbsent("SOCKET_PORT", String.valueOf(clientPort));
        all.putIfAbsent("ARAUTO_MANAGEMENT_PORT", String.valueOf(managementPort));
        all.putIfAbsent("ARAUTO_JWT_SECRET", Tokens.SECRET);
        process = new GuardedProcess(new GuardedProcess.Program(command(module), all, "TERM", log, null));
    }

    /** A gateway that is ready for clients; {@code environment} names at least Redis and Postgres. */
    public static JarProcess gateway(Map<String, String> environment) {
        return started(new JarProcess("gateway", environment));
    }

    /** A worker that is ready, its schema migrated. */
    public static JarProcess worker(Map<String, String> environment) {
        return started(new JarProcess("persistence-worker", environment));
    }

    /** A worker that may wait for what it needs. */
    public static JarProcess workerNotAwaited(Map<String, String> environment) {
        var process = new JarProcess("persistence-worker", environment);
        process.process.run();
        return process;
    }

    private static JarProcess started(JarProcess process) {
        try {
            process.starts();
            return process;
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    private static List<String> command(String module) {
        var jar = ProjectRoot.directory().resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not built: mvn package");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar", jar.toString());
    }

    private static Path logDirectory() {
        try {
            return Files.createDirectories(Path.of("target", "processes").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also again, after {@link #kills()} or {@link #terminates()}: on the same ports. */
    public void starts() {
        process.run();
        awaitsReady();
    }

    /** Waits until it says that it is ready. */
    public void awaitsReady() {
        Eventually.isTrue(name + " is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended: " + logged());
            }
            return isReady();
        });
    }

    public boolean isReady() {
        return management("/health/ready") == 200;
    }

    /** The status that a path of the management port answers; 0 when nothing does. */
    public int management(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(Eventually.LIMIT)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The port where clients connect. */
    public int port() {
        return clientPort;
    }

    /** Resident memory in bytes, as proc(5) tells; 0 when it does not run. */
    public long residentBytes() {
        try (var status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Where clients connect. */
    public String url() {
        return "http://127.0.0.1:" + clientPort;
    }

    /** {@code kill -9}. */
    public void kills() {
        process.kill();
    }

    /** SIGTERM; answers the exit status, which is 0 when it shut down as it should. */
    public int terminates() {
        process.signal("TERM");
        return process.awaitEnd();
    }

    /** SIGSTOP. */
    public void suspends() {
        process.signal("STOP");
    }

    /** SIGCONT. */
    public void resumes() {
        process.signal("CONT");
    }

    /** All that it has written so far. */
    public String logged() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

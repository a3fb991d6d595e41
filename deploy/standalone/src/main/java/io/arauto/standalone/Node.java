package io.arauto.standalone;

import io.arauto.embedded.EmbeddedServerException;
import io.arauto.embedded.GuardedProcess;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A gateway or worker as a process of its own. It ends with this process, however this one goes. */
final class Node implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LINES_OF_LOG = 10;

    private final NodeProgram program;
    private final Path log;
    private final GuardedProcess process;
    private volatile boolean isReady;

    private Node(NodeProgram program, Path log, GuardedProcess process) {
        this.program = program;
        this.log = log;
        this.process = process;
    }

    /** Nothing runs yet. What it writes is in a directory that goes with it, also when it was killed. */
    static Node of(NodeProgram program, Map<String, String> environment) {
        try {
            var directory = Files.createTempDirectory("arauto-" + program.name() + "-");
            var log = directory.resolve("log");
            return new Node(
                    program,
                    log,
                    new GuardedProcess(new GuardedProcess.Program(
                            program.command(directory), environment, "TERM", log, directory)));
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot create a directory for " + program.name() + ": " + e, e);
        }
    }

    String name() {
        return program.name();
    }

    /** Where clients connect to it; nobody connects to a worker. */
    Optional<SocketAddress> address() {
        return program.address();
    }

    /** Health and metrics. */
    String managementUrl() {
        return program.managementUrl();
    }

    /** What {@code kill} takes. */
    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /** The last of what it logged, for the message of a failed start. */
    String logTail() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Starts it; also again, after it has ended. */
    void run() {
        process.run();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As of the last look. */
    boolean isReady() {
        return isReady;
    }

    /** Asks it whether it is ready; one that does not answer within a second is not. */
    boolean look() {
        isReady = answers();
        return isReady;
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(URI.create(program.managementUrl() + "/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

package io.arauto.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs under {@code guard.sh}, a small shell script which ends it and removes its directory when this process is
 * gone, however it went. The guard has a session of its own, so that Ctrl-C in a terminal reaches this process only and the
 * servers are still there while it shuts down.
 */
public final class GuardedProcess implements AutoCloseable {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Process guard;
    private final BufferedReader answers;
    private final Writer orders;
    private long pid;

    /** Nothing runs yet: {@link #run()} starts it. */
    public GuardedProcess(Program program) {
        var line = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        var removed = program.removedDirectory();
        line.addAll(List.of("/bin/sh", "-c", script(), "guard", program.endSignal()));
        line.add(removed == null ? "" : removed.toString());
        line.add(program.log().toString());
        line.addAll(program.command());
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(program.environment());
        try {
            guard = builder.start();
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot start a child process: " + e.getMessage(), e);
        }
        answers = guard.inputReader(UTF_8);
        orders = guard.outputWriter(UTF_8);
    }

    /**
     * @param command program and arguments
     * @param environment added to our own
     * @param endSignal what ends it in an orderly way
     * @param log where its output is appended
     * @param removedDirectory the directory to remove at the end, null if there is none
     */
    public record Program(
            List<String> command,
            Map<String, String> environment,
            String endSignal,
            Path log,
            @Nullable Path removedDirectory) {

        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts the server; also again, after it has ended. */
    public void run() {
        pid = Long.parseLong(order("run"));
    }

    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return order("check").equals("alive");
    }

    /** Sends a signal by its name without "SIG". */
    public void signal(String name) {
        order(name);
    }

    /** Ends the server at once, without any orderly shutdown, and returns when it is gone. */
    public void kill() {
        order("KILL");
        awaitEnd();
    }

    /** Waits for its end; answers its exit status as a shell gives it, 137 after {@code kill -9}. */
    public int awaitEnd() {
        return Integer.parseInt(order("wait").substring("ended ".length()));
    }

    private synchronized String order(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
            var answer = answers.readLine();
            if (answer == null) {
                throw new EmbeddedServerException("the guard of an embedded server is gone");
            }
            return answer;
        } catch (IOException e) {
            throw new EmbeddedServerException("the guard of an embedded server does not answer", e);
        }
    }

    /** Ends the server in an orderly way and returns when it is gone and its directory removed. */
    @Override
    public synchronized void close() {
        try {
            orders.close();
            if (!guard.waitFor(30, TimeUnit.SECONDS)) {
                guard.destroyForcibly();
            }
        } catch (IOException e) {
            guard.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script() {
        try (var in = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new EmbeddedServerException("guard.sh is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot read guard.sh", e);
        }
    }
}

package io.arauto.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Postgres server as a child process, on the loopback interface. Data goes with {@link #close()} unless
 * {@link ServerOptions#directory()} keeps it. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements PostgresServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final WorkDirectory directory;
    private final GuardedProcess server;

    private EmbeddedPostgres(int port, WorkDirectory directory, GuardedProcess server) {
        this.port = port;
        this.directory = directory;
        this.server = server;
    }

    public static EmbeddedPostgres start() {
        // Nothing of a temporary server is to survive a power cut, so it may skip every fsync.
        return start(ServerOptions.TEMPORARY.with("-c", "fsync=off", "-c", "full_page_writes=off"));
    }

    public static EmbeddedPostgres start(ServerOptions options) {
        var binaries = PostgresBinaries.directory(BinaryCache.ofUser(System.getenv()));
        var directory = WorkDirectory.of(options, "arauto-postgres-");
        var port = options.port() == 0 ? FreePort.find() : options.port();
        var server = new GuardedProcess(new GuardedProcess.Program(
                command(binaries, port, directory, options.arguments()),
                Map.of(),
                "INT",
                directory.log(),
                directory.removedAtEnd()));
        var postgres = new EmbeddedPostgres(port, directory, server);
        try {
            var isNew = PostgresCluster.initialise(binaries, directory);
            postgres.restart();
            if (isNew) {
                postgres.execute("CREATE ROLE arauto LOGIN CREATEROLE PASSWORD 'arauto'");
            }
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static List<String> command(Path binaries, int port, WorkDirectory directory, List<String> arguments) {
        var command = new ArrayList<>(AsOrdinaryUser.prefix());
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                directory.data().toString()));
        command.addAll(List.of("-p", String.valueOf(port), "-h", "127.0.0.1", "-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "max_connections=200", "-c", "log_min_messages=warning"));
        command.addAll(arguments);
        return command;
    }

    @Override
    public void restart() {
        server.run();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!acceptsConnections()) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new EmbeddedServerException(
                        "Postgres does not start on port " + port + ": " + directory.logTail());
            }
            Pause.briefly();
        }
    }

    /** The last line of {@code postmaster.pid} turns to "ready" then. */
    private boolean acceptsConnections() {
        try {
            var lines = Files.readAllLines(directory.data().resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(String.valueOf(server.pid()))
                    && lines.get(7).startsWith("ready");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public int port() {
        return port;
    }

    /** Where its data and its log are. */
    public Path directory() {
        return directory.path();
    }

    public long pid() {
        return server.pid();
    }

    @Override
    public void crash() {
        server.signal("QUIT");
        server.awaitEnd();
    }

    @Override
    public void close() {
        server.close();
    }
}

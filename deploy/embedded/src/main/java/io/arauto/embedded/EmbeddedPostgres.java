package io.arauto.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Postgres server as a child process, on the loopback interface. Data goes with {@link #close()} unless
 * {@link ServerOptions#directory()} keeps it. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements PostgresServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final Path data;
    private final Path log;
    private final GuardedProcess server;

    private EmbeddedPostgres(int port, Path data, Path log, GuardedProcess server) {
        this.port = port;
        this.data = data;
        this.log = log;
        this.server = server;
    }

    public static EmbeddedPostgres start() {
        // Nothing of a temporary server is to survive a power cut, so it may skip every fsync.
        return start(ServerOptions.TEMPORARY.with("-c", "fsync=off", "-c", "full_page_writes=off"));
    }

    public static EmbeddedPostgres start(ServerOptions options) {
        var binaries = PostgresBinaries.directory(BinaryCache.ofUser(System.getenv()));
        var kept = options.directory();
        var directory = kept == null ? Directories.temporary("arauto-postgres-") : Directories.existing(kept);
        var port = options.port() == 0 ? FreePort.find() : options.port();
        var log = directory.resolve("postgres.log");
        var data = directory.resolve("data");
        var server = new GuardedProcess(new GuardedProcess.Program(
                command(binaries, port, data, options.arguments()),
                Map.of(),
                "INT",
                log,
                kept == null ? directory : null));
        var postgres = new EmbeddedPostgres(port, data, log, server);
        try {
            var isNew = !Files.exists(data.resolve("PG_VERSION"));
            if (isNew) {
                initialise(binaries, data, log);
            }
            server.run();
            postgres.awaitStart();
            if (isNew) {
                postgres.execute("CREATE ROLE arauto LOGIN CREATEROLE PASSWORD 'arauto'");
            }
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static List<String> command(Path binaries, int port, Path data, List<String> arguments) {
        var command = new ArrayList<>(AsOrdinaryUser.prefix());
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", String.valueOf(port), "-h", "127.0.0.1", "-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "max_connections=200", "-c", "log_min_messages=warning"));
        command.addAll(arguments);
        return command;
    }

    private static void initialise(Path binaries, Path data, Path log) {
        var command = new ArrayList<>(AsOrdinaryUser.prefix());
        command.addAll(List.of(binaries.resolve("bin/initdb").toString(), "-D", data.toString()));
        command.addAll(List.of("-U", "postgres", "-A", "trust", "-E", "UTF-8", "--locale=C", "--no-sync"));
        try {
            var initdb = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!initdb.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                initdb.destroyForcibly();
            }
            if (initdb.waitFor() != 0) {
                throw new EmbeddedServerException("initdb failed: " + Directories.tail(log));
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot run initdb: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while Postgres was starting", e);
        }
    }

    private void awaitStart() {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new EmbeddedServerException(
                        "Postgres does not start on port " + port + ": " + Directories.tail(log));
            }
            Pause.briefly();
        }
    }

    /** The last line of {@code postmaster.pid} turns to "ready" once connections are accepted. */
    private boolean answers() {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
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

    public long pid() {
        return server.pid();
    }

    @Override
    public void crash() {
        server.signal("QUIT");
        server.awaitEnd();
    }

    @Override
    public void restart() {
        server.run();
        awaitStart();
    }

    @Override
    public void close() {
        server.close();
    }
}

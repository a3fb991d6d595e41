package io.arauto.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Postgres server on the loopback interface. The role {@code arauto}, which is no superuser, so that row-level security
 * holds, owns the databases made by {@link #createDatabase}; {@code postgres} is the superuser. Data goes with
 * {@link #close()} unless {@link ServerOptions#directory()} keeps it. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

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
        var server = new GuardedProcess(
                "INT", kept == null ? directory : null, log, command(binaries, port, data, options.arguments()));
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

    /** A new, empty database of the role {@code arauto}. */
    public void createDatabase(String name) {
        execute("CREATE DATABASE \"" + name + "\" OWNER arauto");
    }

    /** A copy of a database that nobody is connected to. */
    public void createDatabase(String name, String template) {
        execute("CREATE DATABASE \"" + name + "\" OWNER arauto TEMPLATE \"" + template + '"');
    }

    /** Ends the connections to it first. */
    public void dropDatabase(String name) {
        execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(adminJdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EmbeddedServerException(sql + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return port;
    }

    /** As {@code DATABASE_URL} takes it, for the role {@code arauto}. */
    public String url(String database) {
        return "postgresql://arauto:arauto@127.0.0.1:" + port + "/" + database;
    }

    /** For JDBC, as the role {@code arauto}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=arauto&password=arauto";
    }

    /** For JDBC, as the superuser. */
    public String adminJdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=postgres";
    }

    public long pid() {
        return server.pid();
    }

    /** {@code SIGSTOP} to the main process: connections that exist go on, new ones hang. */
    public void suspend() {
        server.signal("STOP");
    }

    /** {@code SIGCONT}. */
    public void resume() {
        server.signal("CONT");
    }

    /** Ends it as after a crash ("immediate shutdown"): every connection breaks at once; returns when it is gone. */
    public void crash() {
        server.signal("QUIT");
        server.awaitEnd();
    }

    /** Starts it again after {@link #crash()}, on the same port and data; returns when it answers. */
    public void restart() {
        server.run();
        awaitStart();
    }

    /** Ends it in an orderly way, whoever is connected. */
    @Override
    public void close() {
        server.close();
    }
}

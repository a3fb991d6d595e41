package io.arauto.standalone;

import io.arauto.embedded.EmbeddedPostgres;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.FreePort;
import io.arauto.embedded.ServerOptions;
import io.arauto.testkit.JarProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A gateway, a worker and their servers, which are stopped, put back to what they once held, and started at the same ports. */
final class Site {
    private static final String DATABASE = "arauto";

    private final Path data;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final int redisPort = FreePort.find();
    private final int postgresPort = FreePort.find();
    private final String clientPort = String.valueOf(FreePort.find());

    /** @param data where the servers keep theirs */
    Site(Path data) {
        this.data = data;
    }

    /** Returns when clients can connect. */
    void start() {
        startRedis();
        var postgres = EmbeddedPostgres.start(
                ServerOptions.TEMPORARY.in(data.resolve("postgres")).onPort(postgresPort));
        running.push(postgres);
        if (!postgres.hasDatabase(DATABASE)) {
            postgres.createDatabase(DATABASE);
        }
        var environment = Map.of(
                "REDIS_URL",
                redisUrl(),
                "DATABASE_URL",
                postgres.url(DATABASE),
                "SOCKET_PORT",
                clientPort,
                "ARAUTO_DRAIN_TIME",
                "0ms");
        running.push(JarProcess.worker(environment));
        running.push(JarProcess.gateway(environment));
    }

    void startRedis() {
        running.push(EmbeddedRedis.start(
                ServerOptions.TEMPORARY.in(data.resolve("redis")).onPort(redisPort)));
    }

    String redisUrl() {
        return "redis://127.0.0.1:" + redisPort;
    }

    /** Where clients connect. */
    String url() {
        return "http://127.0.0.1:" + clientPort;
    }

    /** The number that a query of Postgres gives. */
    int count(String sql) {
        var url = "jdbc:postgresql://127.0.0.1:" + postgresPort + '/' + DATABASE + "?user=postgres";
        try (var connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Ends all that runs, in order. */
    void stop() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    /** While it is stopped. */
    void backUp(String server, Path to) throws IOException, InterruptedException {
        run("cp", "-a", data.resolve(server).toString(), to.toString());
    }

    /** While it is stopped: nothing of what came since is left. */
    void restore(String server, Path from) throws IOException, InterruptedException {
        remove(server);
        run("cp", "-a", from.resolve(server).toString(), data.toString());
    }

    void remove(String server) throws IOException, InterruptedException {
        run("rm", "-r", data.resolve(server).toString());
    }

    /** With owners and rights, which Postgres looks at. */
    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command));
        }
    }
}

package io.arauto.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Redis server as a child process, on the loopback interface, with the settings that Arauto asks for: {@code noeviction} and an append-only file
 * synced every second. Its data survives {@link #kill()} and {@link #restart()}, and goes with {@link #close()} unless
 * {@link ServerOptions#directory()} keeps it. Safe for use by several threads.
 */
public final class EmbeddedRedis implements RedisServer {

    private static final String VERSION = "7.0.15";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final int port;
    private final WorkDirectory directory;
    private final GuardedProcess server;

    private EmbeddedRedis(int port, WorkDirectory directory, GuardedProcess server) {
        this.port = port;
        this.directory = directory;
        this.server = server;
    }

    public static EmbeddedRedis start() {
        return start(ServerOptions.TEMPORARY);
    }

    public static EmbeddedRedis start(ServerOptions options) {
        var directory = WorkDirectory.of(options, "arauto-redis-");
        var port = options.port() == 0 ? FreePort.find() : options.port();
        var server = new GuardedProcess(new GuardedProcess.Program(
                command(binary(), port, directory.path(), options.arguments()),
                Map.of(),
                "TERM",
                directory.log(),
                directory.removedAtEnd()));
        var redis = new EmbeddedRedis(port, directory, server);
        try {
            redis.restart();
            return redis;
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    /** The one that comes along, or the one that the system property {@code redis.server} names, such as Valkey's. */
    static Path binary() {
        var named = System.getProperty("redis.server");
        if (named != null) {
            return Path.of(named);
        }
        return BinaryCache.ofUser(System.getenv()).entry("redis-server-" + VERSION + platform(), EmbeddedRedis::unpack);
    }

    private static List<String> command(Path binary, int port, Path directory, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(binary.toString());
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir", directory.toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""));
        command.addAll(List.of("--maxmemory-policy", "noeviction", "--loglevel", "warning"));
        command.addAll(arguments);
        return command;
    }

    @Override
    public void restart() {
        run(server, port, directory);
    }

    /** Returns when it answers. */
    static void run(GuardedProcess server, int port, WorkDirectory directory) {
        server.run();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!RedisPing.answers(port, server.pid())) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new EmbeddedServerException("Redis does not start on port " + port + ": " + directory.logTail());
            }
            Pause.briefly();
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
    public void kill() {
        server.kill();
    }

    @Override
    public void suspend() {
        server.signal("STOP");
    }

    @Override
    public void resume() {
        server.signal("CONT");
    }

    @Override
    public void close() {
        server.close();
    }

    private static String platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "-darwin" : "-linux";
        return system + (System.getProperty("os.arch").equals("aarch64") ? "-arm64" : "-amd64");
    }

    private static void unpack(Path target) throws IOException {
        var name = "/redis-server-" + VERSION + platform();
        try (var in = redis.embedded.RedisServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new EmbeddedServerException("there is no embedded Redis for this platform (" + name + ")");
            }
            Files.copy(in, target);
        }
        if (!target.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }
}

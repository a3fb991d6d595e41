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
    private final Path log;
    private final GuardedProcess server;

    private EmbeddedRedis(int port, Path log, GuardedProcess server) {
        this.port = port;
        this.log = log;
        this.server = server;
    }

    public static EmbeddedRedis start() {
        return start(ServerOptions.TEMPORARY);
    }

    public static EmbeddedRedis start(ServerOptions options) {
        var binary = BinaryCache.ofUser(System.getenv())
                .entry("redis-server-" + VERSION + platform(), EmbeddedRedis::unpack);
        var kept = options.directory();
        var directory = kept == null ? Directories.temporary("arauto-redis-") : Directories.existing(kept);
        var port = options.port() == 0 ? FreePort.find() : options.port();
        var log = directory.resolve("redis.log");
        var server = new GuardedProcess(new GuardedProcess.Program(
                command(binary, port, directory, options.arguments()),
                Map.of(),
                "TERM",
                log,
                kept == null ? directory : null));
        var redis = new EmbeddedRedis(port, log, server);
        try {
            redis.run();
            return redis;
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
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

    private void run() {
        server.run();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!RedisPing.answers(port, server.pid())) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new EmbeddedServerException(
                        "Redis does not start on port " + port + ": " + Directories.tail(log));
            }
            Pause.briefly();
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
    public void restart() {
        run();
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

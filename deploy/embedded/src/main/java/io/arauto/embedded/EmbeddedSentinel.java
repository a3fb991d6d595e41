package io.arauto.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Redis Sentinel as a child process, which promotes a replica when the master has been silent for a while. */
public final class EmbeddedSentinel implements AutoCloseable {

    private final int port;
    private final GuardedProcess process;

    private EmbeddedSentinel(int port, GuardedProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Watches a server of the loopback interface under the name {@code mymaster}.
     *
     * @param server its port
     * @param quorum so many sentinels must agree that it is gone
     * @param patience silence after which it counts as gone
     * @param arguments added to its command line
     */
    public static EmbeddedSentinel watching(int server, int quorum, Duration patience, String... arguments) {
        var directory = WorkDirectory.of(ServerOptions.TEMPORARY, "arauto-sentinel-");
        var port = FreePort.find();
        var settings = directory.path().resolve("sentinel.conf");
        try {
            Files.write(
                    settings,
                    List.of(
                            "port " + port,
                            "bind 127.0.0.1",
                            "dir " + directory.path(),
                            "sentinel monitor mymaster 127.0.0.1 " + server + ' ' + quorum,
                            "sentinel down-after-milliseconds mymaster " + patience.toMillis(),
                            "sentinel failover-timeout mymaster 3000"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var command = new ArrayList<>(List.of(EmbeddedRedis.binary().toString(), settings.toString(), "--sentinel"));
        command.addAll(List.of(arguments));
        var process = new GuardedProcess(
                new GuardedProcess.Program(command, Map.of(), "TERM", directory.log(), directory.removedAtEnd()));
        var sentinel = new EmbeddedSentinel(port, process);
        EmbeddedRedis.run(process, port, directory);
        return sentinel;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}

package io.arauto.testkit;

import io.arauto.embedded.EmbeddedPostgres;
import io.arauto.embedded.EmbeddedRedis;
import io.arauto.embedded.PostgresServer;
import io.arauto.embedded.RedisServer;
import io.arauto.embedded.ServerOptions;
import java.util.List;

/** Real servers for tests: in containers when Docker answers, else as child processes. */
public final class TestServers {

    private TestServers() {}

    /** A Redis of the caller's own, with {@code arguments} added to its command line, such as {@code --maxmemory 50mb}. */
    public static RedisServer redis(String... arguments) {
        return Docker.isAvailable()
                ? new ContainerRedis(List.of(arguments))
                : EmbeddedRedis.start(ServerOptions.TEMPORARY.with(arguments));
    }

    /** A Postgres of the caller's own, for tests that break it; all others share one through {@link TestPostgres}. */
    public static PostgresServer postgres() {
        return Docker.isAvailable() ? new ContainerPostgres() : EmbeddedPostgres.start();
    }
}

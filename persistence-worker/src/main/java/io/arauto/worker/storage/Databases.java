package io.arauto.worker.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.arauto.config.DatabaseUrl;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to Postgres: as owner of the schema, or in the role that only writes. */
public final class Databases {
    private static final String ROLE = "arauto_worker";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Databases() {}

    /** One connection at a time, for migrations. */
    public static PGSimpleDataSource owner(DatabaseUrl url) {
        var source = new PGSimpleDataSource();
        source.setURL(url.jdbc());
        source.setUser(url.user());
        source.setPassword(url.password());
        source.setConnectTimeout((int) TIMEOUT.toSeconds());
        return source;
    }

    public static HikariDataSource writer(DatabaseUrl url, int connections) {
        var source = owner(url);
        source.setOptions("-c role=" + ROLE);
        source.setSocketTimeout((int) TIMEOUT.toSeconds() * 6);
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(TIMEOUT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setPoolName("storage");
        return new HikariDataSource(config);
    }
}

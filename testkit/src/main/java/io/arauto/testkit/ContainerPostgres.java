package io.arauto.testkit;

import io.arauto.embedded.FreePort;
import io.arauto.embedded.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Postgres in a container, on a port of the host that stays the same over restarts. */
final class ContainerPostgres implements PostgresServer {

    private static final String IMAGE = "postgres:17-alpine";

    private final int port = FreePort.find();
    private final PostgreSQLContainer container;

    ContainerPostgres() {
        container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword("postgres")
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.setPortBindings(List.of(port + ":5432"));
        container.start();
        execute("CREATE ROLE arauto LOGIN CREATEROLE PASSWORD 'arauto'");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void crash() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Eventually.isTrue("Postgres answers", this::answers);
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(adminJdbcUrl("postgres"))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}

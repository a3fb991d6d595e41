package io.arauto.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A Postgres server of one's own, to use and to break. The role {@code arauto}, which is no superuser, so that row-level
 * security holds, owns the databases that are made here; {@code postgres} is the superuser. Each call returns when it has
 * taken effect.
 */
public interface PostgresServer extends AutoCloseable {

    int port();

    /** As {@code DATABASE_URL} takes it, for the role {@code arauto}. */
    default String url(String database) {
        return "postgresql://arauto:arauto@127.0.0.1:" + port() + "/" + database;
    }

    /** For JDBC, as the role {@code arauto}. */
    default String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=arauto&password=arauto";
    }

    /** For JDBC, as the superuser. */
    default String adminJdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=postgres&password=postgres";
    }

    default boolean hasDatabase(String name) {
        try (var connection = DriverManager.getConnection(adminJdbcUrl("postgres"));
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        } catch (SQLException e) {
            throw new EmbeddedServerException("cannot list the databases: " + e.getMessage(), e);
        }
    }

    /** A new, empty database. */
    default void createDatabase(String name) {
        execute("CREATE DATABASE \"" + name + "\" OWNER arauto");
    }

    /** A copy of a database that nobody is connected to. */
    default void createDatabase(String name, String template) {
        execute("CREATE DATABASE \"" + name + "\" OWNER arauto TEMPLATE \"" + template + '"');
    }

    /** Ends the connections to it first. */
    default void dropDatabase(String name) {
        execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }

    /** One statement as the superuser, outside any transaction. */
    default void execute(String sql) {
        try (var connection = DriverManager.getConnection(adminJdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EmbeddedServerException(sql + ": " + e.getMessage(), e);
        }
    }

    /** Ends it as a crash would: every connection breaks at once. */
    void crash();

    /** After {@link #crash()}: on the same port and data; returns when it answers. */
    void restart();

    /** Ends it in an orderly way, whoever is connected, and removes its data, unless told to keep it. */
    @Override
    void close();
}

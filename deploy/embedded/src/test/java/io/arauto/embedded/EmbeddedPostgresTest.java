package io.arauto.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void theApplicationsRoleOwnsItsDatabaseAndIsNoSuperuser() throws Exception {
        postgres.createDatabase("owned");

        assertThat(query(postgres.jdbcUrl("owned"), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        assertThat(query(postgres.jdbcUrl("owned"), "CREATE SCHEMA s; SELECT 1"))
                .isEqualTo("1");
    }

    @Test
    void aDatabaseIsCopiedFromATemplate() throws Exception {
        postgres.createDatabase("original");
        query(postgres.jdbcUrl("original"), "CREATE TABLE t AS SELECT 42 AS n; SELECT 1");

        postgres.createDatabase("copy", "original");

        assertThat(query(postgres.jdbcUrl("copy"), "SELECT n FROM t")).isEqualTo("42");
    }

    @Test
    void committedRowsSurviveACrash() throws Exception {
        postgres.createDatabase("crashed");
        query(postgres.jdbcUrl("crashed"), "CREATE TABLE t AS SELECT 1 AS n; SELECT 1");

        postgres.crash();
        postgres.restart();

        assertThat(query(postgres.jdbcUrl("crashed"), "SELECT n FROM t")).isEqualTo("1");
    }

    @Test
    void closingLeavesNeitherProcessNorDirectory() throws Exception {
        var own = EmbeddedPostgres.start();
        var process = ProcessHandle.of(own.pid()).orElseThrow();
        var directory = Path.of(query(own.adminJdbcUrl("postgres"), "SHOW data_directory"));
        assertThat(directory).exists();

        own.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(directory.getParent()).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(ServerOptions.TEMPORARY.onPort(postgres.port()))
                        .close())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("port " + postgres.port())
                .hasMessageContaining("in use");
    }

    private static String query(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            var hasRows = statement.execute(sql);
            while (!hasRows) {
                hasRows = statement.getMoreResults();
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}

package io.arauto.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestPostgresTest {

    @RegisterExtension
    static final TestPostgres ONE = TestPostgres.preparedBy("numbers", TestPostgresTest::createNumbers);

    @RegisterExtension
    static final TestPostgres OTHER = TestPostgres.preparedBy("numbers", TestPostgresTest::createNumbers);

    @RegisterExtension
    static final TestPostgres EMPTY = TestPostgres.empty();

    @Test
    void classesShareTheServerAndThePreparationButNotTheRows() throws Exception {
        assertThat(ONE.server()).isSameAs(OTHER.server());
        update(ONE.jdbcUrl(), "INSERT INTO numbers VALUES (1)");

        assertThat(count(ONE.jdbcUrl(), "numbers")).isEqualTo(1);
        assertThat(count(OTHER.jdbcUrl(), "numbers")).isZero();
        assertThat(count(EMPTY.jdbcUrl(), "information_schema.tables WHERE table_name = 'numbers'"))
                .isZero();
    }

    private static void createNumbers(String jdbcUrl) throws SQLException {
        update(jdbcUrl, "CREATE TABLE numbers (n int)");
    }

    private static void update(String jdbcUrl, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String jdbcUrl, String what) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + what)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

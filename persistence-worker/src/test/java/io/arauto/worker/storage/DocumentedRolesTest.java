package io.arauto.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.DatabaseUrl;
import io.arauto.config.Environment;
import io.arauto.embedded.PostgresServer;
import io.arauto.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logins that the documentation tells operators to make are enough, on a Postgres that knows nothing of us. */
class DocumentedRolesTest {
    private PostgresServer postgres;

    @BeforeEach
    void start() {
        postgres = TestServers.postgres();
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void theOwnerMigratesAndTheGatewaysLoginReadsAndNoMore() throws Exception {
        var blocks = documented();
        run(postgres.adminJdbcUrl("postgres"), blocks.getFirst());
        run(jdbc("arauto_owner", "owner-password"), blocks.getLast());

        new Schema(Databases.owner(DatabaseUrl.from(Environment.of(Map.of(
                        "DATABASE_URL",
                        "postgresql://arauto_owner:owner-password@127.0.0.1:" + postgres.port() + "/arauto")))))
                .migrate();

        var gateway = jdbc("arauto_gw", "gateway-password");
        run(gateway, "SET ROLE arauto_gateway; SELECT * FROM messages;");
        assertThatThrownBy(() -> run(gateway, "SET ROLE arauto_worker;")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run(gateway, "DELETE FROM messages;")).hasMessageContaining("permission denied");
    }

    private static void run(String url, String statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            for (var statement : statements.split(";\\s*", 0)) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private String jdbc(String user, String password) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/arauto?user=" + user + "&password=" + password;
    }

    /** What the superuser runs, and what the owner runs. */
    private static List<String> documented() throws Exception {
        var text = Files.readString(Path.of("../docs/operations.md"));
        var blocks = text.substring(text.indexOf("<!-- roles -->"), text.indexOf("<!-- /roles -->"))
                .split("```(?:sql)?\n", -1);
        assertThat(blocks).hasSize(5);
        return List.of(blocks[1], blocks[3]);
    }
}

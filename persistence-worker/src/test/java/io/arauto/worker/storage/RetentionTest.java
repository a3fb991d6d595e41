package io.arauto.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.arauto.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private static final HistoryTables TABLES = new HistoryTables(POSTGRES);
    private static final Instant NOW = Instant.parse("2026-03-15T14:25:30Z");
    private static final int MANY = 12_000;
    private static HikariDataSource storage;
    private static Retention retention;

    @BeforeAll
    static void migrate() throws SQLException {
        TABLES.migrate();
        storage = Databases.writer(HistoryTables.url(POSTGRES), 2);
        retention = new Retention(Databases.owner(HistoryTables.url(POSTGRES)), storage);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @BeforeEach
    void forget() throws SQLException {
        TABLES.execute("TRUNCATE messages, notifications, audit, policies");
    }

    @Test
    void eachTenantKeepsWhatItsSettingsSay() throws SQLException {
        settings("short", 1, 3, 40);
        settings("long", 0, 0, 0);
        for (var tenant : new String[] {"short", "long", "unsettled"}) {
            for (var age : new int[] {0, 2, 35, 400}) {
                happened(tenant, Duration.ofDays(age).plusHours(1));
            }
        }

        assertThat(retention.apply(NOW)).isEqualTo(3 + 2 + 1);

        assertThat(ages("messages", "short")).isEqualTo("0");
        assertThat(ages("notifications", "short")).isEqualTo("0,2");
        assertThat(ages("audit", "short")).isEqualTo("0,2,35");
        for (var tenant : new String[] {"long", "unsettled"}) {
            for (var table : new String[] {"messages", "notifications", "audit"}) {
                assertThat(ages(table, tenant)).as(table + " of " + tenant).isEqualTo("0,2,35,400");
            }
        }
        assertThat(retention.apply(NOW)).isZero();
    }

    @Test
    void manyRowsAreDeletedAFewAtATime() throws SQLException {
        settings("busy", 7, 0, 0);
        TABLES.execute("INSERT INTO messages (tenant, channel, ms, seq, sender, text, payload) SELECT 'busy', 'geral', "
                + NOW.minus(Duration.ofDays(8)).toEpochMilli() + ", n, '1', 'x', '{}' FROM generate_series(1, " + MANY
                + ") n");

        assertThat(retention.apply(NOW)).isEqualTo(MANY);
    }

    @Test
    void revocationsGoWhenNoTokenCanBeOldEnough() throws SQLException {
        policy("one", "revoked:user:1", "{\"until\": " + NOW.minusSeconds(1).toEpochMilli() + "}");
        policy("one", "revoked:user:2", "{\"until\": " + NOW.plusSeconds(1).toEpochMilli() + "}");
        policy("one", "access:3", "{\"socket\": false}");

        retention.apply(NOW);

        assertThat(TABLES.column("SELECT name FROM policies ORDER BY name"))
                .containsExactly("access:3", "revoked:user:2");
    }

    @Test
    void oneWorkerAtATimeDeletes() throws SQLException {
        settings("short", 1, 1, 1);
        happened("short", Duration.ofDays(10));

        try (var other = Databases.owner(HistoryTables.url(POSTGRES)).getConnection();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + Retention.LOCK + ")");
            assertThat(retention.apply(NOW)).isZero();
        }

        assertThat(retention.apply(NOW)).isEqualTo(3);
    }

    private static void settings(String tenant, int messages, int notifications, int audit) throws SQLException {
        policy(
                tenant,
                "settings",
                "{\"retention\": {\"messagesDays\": %d, \"notificationsDays\": %d, \"auditDays\": %d}}"
                        .formatted(messages, notifications, audit));
    }

    private static void policy(String tenant, String name, String definition) throws SQLException {
        TABLES.execute("INSERT INTO policies VALUES ('%s', '%s', 1, '%s')".formatted(tenant, name, definition));
    }

    private static void happened(String tenant, Duration ago) throws SQLException {
        var ms = NOW.minus(ago).toEpochMilli();
        TABLES.execute("""
                INSERT INTO messages (tenant, channel, ms, seq, sender, text, payload) VALUES ('%1$s', 'geral', %2$d, 1, '1', 'x', '{}');
                INSERT INTO notifications (tenant, topic, ms, seq, payload) VALUES ('%1$s', 'c:geral', %2$d, 1, '{}');
                INSERT INTO audit (tenant, ms, source, kind, record) VALUES ('%1$s', %2$d, 's', 'connected', '{}')""".formatted(tenant, ms));
    }

    /** In days, from the newest on. */
    private static String ages(String table, String tenant) throws SQLException {
        return String.join(
                ",",
                TABLES.column("SELECT (%d - ms) / 86400000 FROM %s WHERE tenant = '%s' ORDER BY ms DESC"
                        .formatted(NOW.toEpochMilli(), table, tenant)));
    }
}

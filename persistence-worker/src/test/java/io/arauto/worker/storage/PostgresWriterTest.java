package io.arauto.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.Rejected;
import io.arauto.testkit.TestPostgres;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresWriterTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private static final HistoryTables TABLES = new HistoryTables(POSTGRES);
    private static final long MILLIS = Instant.parse("2026-03-15T14:25:30Z").toEpochMilli();
    private static HikariDataSource storage;

    private String tenant = "none";

    @BeforeAll
    static void migrate() throws SQLException {
        TABLES.migrate();
        storage = Databases.writer(HistoryTables.url(POSTGRES), 2);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @BeforeEach
    void eachTestHasATenantOfItsOwn(TestInfo test) {
        tenant = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    @Test
    void aBatchThatIsWrittenAgainChangesNothing() throws SQLException {
        var batch = List.of(message(1, "oi"), message(2, "tudo bem?"), notification(3, "c:vendas"), read(4, 2));

        assertThat(write(batch)).isEmpty();
        assertThat(write(batch)).isEmpty();

        assertThat(texts()).containsExactly("oi", "tudo bem?");
        assertThat(TABLES.column("SELECT topic FROM notifications WHERE tenant = '" + tenant + "'"))
                .containsExactly("c:vendas");
        assertThat(TABLES.column("SELECT seq FROM read_cursors WHERE tenant = '" + tenant + "'"))
                .containsExactly("2");
    }

    @Test
    void whatOnlyALaterVersionKnowsIsPutAsideAndTheRestIsStored() throws SQLException {
        var unknown = entry(2, EventKind.parse("reaction"), packet("chat:reaction", payload(2, "oi")));

        assertThat(write(List.of(message(1, "antes"), unknown, message(3, "depois"))))
                .extracting(Rejected::entry)
                .containsExactly(unknown);

        assertThat(texts()).containsExactly("antes", "depois");
    }

    @Test
    void aCursorNeverMovesBack() throws SQLException {
        write(List.of(read(9, 7), read(10, 3)));
        write(List.of(read(11, 5)));

        assertThat(TABLES.column("SELECT seq FROM read_cursors WHERE tenant = '" + tenant + "'"))
                .containsExactly("7");
    }

    @Test
    void theLastChangeOfAMessageCountsWhateverIsReplayed() throws SQLException {
        var first = change(2, 1, "corrigido");
        var second = change(3, 1, "corrigido de novo");

        write(List.of(message(1, "errado"), first, second));
        write(List.of(first));

        assertThat(texts()).containsExactly("corrigido de novo");
    }

    @Test
    void aDeletedMessageStaysDeletedWhateverComesAfter() throws SQLException {
        var deletion =
                entry(2, EventKind.EDIT, packet("chat:message", payload(1, "").put("deleted", true)));

        write(List.of(message(1, "segredo"), deletion, change(3, 1, "corrigido")));
        write(List.of(change(4, 1, "corrigido de novo")));

        assertThat(texts()).containsExactly("");
    }

    @Test
    void theNewestRevisionOfAChannelCountsInWhateverOrderTheyCome() throws SQLException {
        write(List.of(channel(1, 2, "novo"), channel(2, 1, "velho")));
        write(List.of(channel(3, 1, "velho")));

        assertThat(TABLES.column("SELECT definition->>'title' FROM channels WHERE tenant = '" + tenant + "'"))
                .containsExactly("novo");
        assertThat(asGateway("other", "SELECT name FROM channels")).isEmpty();
    }

    @Test
    void whatCanNotBeStoredIsNamedAndTheRestIsStored() throws SQLException {
        var garbage = entry(2, EventKind.MESSAGE, Buffer.buffer("2garbage"));
        var nameless =
                entry(3, EventKind.MESSAGE, packet("chat:message", new JsonObject().put("id", id(3).toString())));
        var huge = entry(
                4, EventKind.MESSAGE, packet("chat:message", payload(4, "x").put("channel", "c".repeat(10_000))));

        var rejected = write(List.of(message(1, "antes"), garbage, nameless, huge, message(5, "depois")));

        assertThat(rejected).extracting(Rejected::entry).contains(garbage, nameless);
        assertThat(texts()).contains("antes", "depois");
    }

    @Test
    void textMayHoldAnything() throws SQLException {
        write(List.of(message(1, "'; DROP TABLE messages; -- \\ \" {} \u0000 \uD83D\uDE00")));

        assertThat(texts()).containsExactly("'; DROP TABLE messages; -- \\ \" {} \uFFFD \uD83D\uDE00");
    }

    @Test
    void everyTenantTableHasAForcedPolicy() throws SQLException {
        var unguarded = TABLES.column("""
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                           AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))""");

        assertThat(unguarded).isEmpty();
    }

    @Test
    void aGatewaySeesTheTenantItNamedAndNothingElse() throws SQLException {
        write(List.of(message(1, "segredo")));

        assertThat(asGateway(tenant, "SELECT text FROM messages")).containsExactly("segredo");
        assertThat(asGateway("other", "SELECT text FROM messages")).isEmpty();
        assertThat(asGateway("", "SELECT text FROM messages")).isEmpty();
        assertThatThrownBy(() -> asGateway(tenant, "SELECT text FROM messages_default"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asGateway(tenant, "DELETE FROM messages RETURNING text"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void portugueseWordsAreFoundByTheirStem() throws SQLException {
        write(List.of(message(1, "As vendas foram confirmadas"), message(2, "Faltam produtos")));

        assertThat(
                        asGateway(
                                tenant,
                                "SELECT text FROM messages WHERE words @@ websearch_to_tsquery('portuguese', 'venda confirmada')"))
                .containsExactly("As vendas foram confirmadas");
    }

    private static List<String> asGateway(String tenant, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbcUrl())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL ROLE arauto_gateway");
                statement.execute("SELECT set_config('arauto.tenant', '" + tenant + "', true)");
                var rows = statement.executeQuery(sql);
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }

    private List<String> texts() throws SQLException {
        return TABLES.column("SELECT text FROM messages WHERE tenant = '" + tenant + "' ORDER BY ms, seq");
    }

    private static List<Rejected> write(List<OutboxEntry> entries) {
        return new PostgresWriter(storage).write(entries);
    }

    private OutboxEntry message(long sequence, String text) {
        return entry(sequence, EventKind.MESSAGE, packet("chat:message", payload(sequence, text)));
    }

    private OutboxEntry change(long sequence, long message, String text) {
        return entry(sequence, EventKind.EDIT, packet("chat:message", payload(message, text)));
    }

    private OutboxEntry channel(long sequence, int revision, String title) {
        var definition = new JsonObject().put("revision", revision).put("title", title);
        return entry(
                sequence,
                EventKind.CHANNEL,
                packet("channel", new JsonObject().put("name", "projeto").put("definition", definition)));
    }

    private OutboxEntry notification(long sequence, String topic) {
        var payload = new JsonObject().put("id", id(sequence).toString()).put("title", "Nova venda");
        return new OutboxEntry(
                id(sequence),
                new Tenant(tenant),
                EventKind.NOTIFICATION,
                List.of(Topic.parse(topic)),
                List.of(EventId.NONE),
                null,
                packet("notification", payload),
                "");
    }

    private OutboxEntry read(long sequence, long message) {
        var payload = new JsonObject()
                .put("channel", "vendas")
                .put("userId", "2")
                .put("id", id(message).toString());
        return entry(sequence, EventKind.READ, packet("chat:read", payload));
    }

    private OutboxEntry entry(long sequence, EventKind kind, Buffer body) {
        return new OutboxEntry(
                id(sequence),
                new Tenant(tenant),
                kind,
                List.of(Topic.channel("vendas")),
                List.of(EventId.NONE),
                sequence,
                body,
                "");
    }

    private static JsonObject payload(long sequence, String text) {
        return new JsonObject()
                .put("id", id(sequence).toString())
                .put("channel", "vendas")
                .put("from", new JsonObject().put("userId", "1"))
                .put("text", text);
    }

    private static Buffer packet(String event, JsonObject payload) {
        return Buffer.buffer(
                "2" + new JsonArray().add(event).add(payload).add("1-1").encode());
    }

    private static EventId id(long sequence) {
        return new EventId(MILLIS, sequence);
    }
}

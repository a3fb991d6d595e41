package io.arauto.testkit;

import io.arauto.embedded.PostgresServer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh database for one test class, in the one Postgres that all classes of the JVM share:
 * {@code @RegisterExtension static final TestPostgres POSTGRES = TestPostgres.empty();}.
 */
public final class TestPostgres implements BeforeAllCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TestPostgres.class);

    private final @Nullable Template template;
    private final String database = "test_" + UUID.randomUUID().toString().replace("-", "");
    private @Nullable PostgresServer server;

    private TestPostgres(@Nullable Template template) {
        this.template = template;
    }

    /** Makes a database ready once a JVM; it must leave no connection open. */
    public interface Preparation {
        void prepare(String jdbcUrl) throws Exception;
    }

    private record Template(String name, Preparation preparation) {}

    public static TestPostgres empty() {
        return new TestPostgres(null);
    }

    /** Each class gets a copy of a database that {@code preparation} made ready, such as by migrating its schema. */
    public static TestPostgres preparedBy(String name, Preparation preparation) {
        return new TestPostgres(new Template("template_" + name, preparation));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        var store = context.getRoot().getStore(NAMESPACE);
        var shared = store.computeIfAbsent("server", key -> TestServers.postgres(), PostgresServer.class);
        server = shared;
        if (template == null) {
            shared.createDatabase(database);
            return;
        }
        store.computeIfAbsent(template.name(), key -> prepared(shared, template), String.class);
        shared.createDatabase(database, template.name());
    }

    private static String prepared(PostgresServer server, Template template) {
        server.createDatabase(template.name());
        try {
            template.preparation().prepare(server.jdbcUrl(template.name()));
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + template.name(), e);
        }
        return template.name();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server().dropDatabase(database);
    }

    public PostgresServer server() {
        if (server == null) {
            throw new IllegalStateException("TestPostgres must be a static field with @RegisterExtension");
        }
        return server;
    }

    /** As {@code DATABASE_URL} takes it: the role {@code arauto}, owner of the database and no superuser. */
    public String url() {
        return server().url(database);
    }

    /** For JDBC, the same role. */
    public String jdbcUrl() {
        return server().jdbcUrl(database);
    }

    /** For JDBC, as the superuser, who sees the rows of every tenant. */
    public String adminJdbcUrl() {
        return server().adminJdbcUrl(database);
    }
}

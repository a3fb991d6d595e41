package io.arauto.testkit;

import io.arauto.embedded.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis for one test class: {@code @RegisterExtension static final TestRedis REDIS = new TestRedis();}. */
public final class TestRedis implements BeforeAllCallback, AfterAllCallback {

    private final String[] arguments;
    private @Nullable RedisServer server;

    /** With {@code arguments} added to its command line. */
    public TestRedis(String... arguments) {
        this.arguments = arguments.clone();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = TestServers.redis(arguments);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server().close();
    }

    public RedisServer server() {
        if (server == null) {
            throw new IllegalStateException("TestRedis must be a static field with @RegisterExtension");
        }
        return server;
    }

    /** As {@code REDIS_URL} takes it. */
    public String url() {
        return server().url();
    }
}

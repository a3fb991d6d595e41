package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.TestRedis;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionStoreTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Tenant ACME = new Tenant("acme");

    @Test
    void aSessionIsFoundByAnyNodeOfItsTenantUntilItIsRemoved() {
        try (var node = TestNode.started(REDIS.url());
                var other = TestNode.started(REDIS.url())) {
            var session = new StoredSession(
                    "pid_1-x",
                    "maria",
                    "connection-1",
                    Map.of(Topic.module("clientes"), new EventId(5, 1)),
                    Set.of(Topic.channel("geral")),
                    Map.of("feature", "{\"all\":true}"));

            node.broker().sessions().save(ACME, session, Duration.ofMinutes(1)).await();

            var sessions = other.broker().sessions();
            assertThat(sessions.find(ACME, "pid_1-x").await()).contains(session);
            assertThat(sessions.find(new Tenant("acme2"), "pid_1-x").await()).isEmpty();
            sessions.remove(ACME, "pid_1-x").await();
            assertThat(node.broker().sessions().find(ACME, "pid_1-x").await()).isEmpty();
        }
    }

    @Test
    void aSessionIsForgottenInTime() {
        try (var node = TestNode.started(REDIS.url());
                var raw = new RawRedis(REDIS.url())) {
            var session = new StoredSession("pid", "maria", "connection", Map.of(), Set.of(), Map.of());

            node.broker()
                    .sessions()
                    .save(ACME, session, Duration.ofSeconds(100))
                    .await();

            assertThat(raw.number("PTTL", TenantKeys.of(ACME).session("pid"))).isBetween(1L, 100_000L);
        }
    }
}

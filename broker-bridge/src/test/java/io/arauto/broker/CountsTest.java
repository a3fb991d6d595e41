package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountsTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Duration DAY = Duration.ofDays(1);

    private final Tenant tenant = new Tenant("t" + System.nanoTime());
    private final String keys = TenantKeys.of(tenant).counted();
    private RawRedis raw;
    private TestNode node;
    private TestNode other;

    @BeforeEach
    void start() {
        raw = new RawRedis(REDIS.url());
        node = TestNode.started(REDIS.url());
        other = TestNode.started(REDIS.url());
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
        raw.close();
    }

    @Test
    void whatNodesCountIsAddedUpByTenant() {
        node.broker().counts().add(tenant, Map.of("a", 2L, "b", 5L)).await();
        other.broker().counts().add(tenant, Map.of("a", 40L)).await();
        other.broker()
                .counts()
                .add(new Tenant(tenant.name() + "x"), Map.of("a", 100L))
                .await();

        var counted =
                node.broker().counts().read(tenant, List.of("b", "a", "c")).await();

        assertThat(counted.lastHour()).isEqualTo(Map.of("a", 42L, "b", 5L));
        assertThat(counted.lastHour("c")).isZero();
        assertThat(counted.hours()).hasSize(24);
        var hour = counted.hours().getLast();
        assertThat(hour.counts()).containsExactly(5L, 42L, 0L);
        assertThat(Duration.between(hour.begin(), Instant.now())).isBetween(Duration.ZERO, Duration.ofMinutes(61));
        assertThat(counted.hours().subList(0, 23))
                .allSatisfy(earlier -> assertThat(earlier.counts()).containsOnly(0L));
    }

    @Test
    void anHourIsOfShortPeriodsAndADayOfHours() {
        var now = Instant.now().getEpochSecond();
        raw.send("HSET", keys + ":300:" + (now / 300 - 10), "a", 3);
        raw.send("HSET", keys + ":300:" + (now / 300 - 13), "a", 1_000);
        raw.send("HSET", keys + ":3600:" + (now / 3_600 - 20), "a", 7);
        raw.send("HSET", keys + ":3600:" + (now / 3_600 - 25), "a", 2_000);

        var counted = node.broker().counts().read(tenant, List.of("a")).await();

        assertThat(counted.lastHour("a")).isEqualTo(3);
        assertThat(counted.hours().stream().mapToLong(hour -> hour.counts().getFirst()))
                .contains(7L)
                .doesNotContain(2_000L);
    }

    @Test
    void countsGoByThemselves() {
        node.broker().counts().add(tenant, Map.of("a", 1L)).await();

        assertThat(raw.list("KEYS", keys + ":*"))
                .hasSize(2)
                .allSatisfy(key -> assertThat(raw.number("TTL", key))
                        .isBetween(1L, DAY.plusHours(1).toSeconds()));
    }

    @Test
    void uptimeIsTheShareOfMinutesInWhichSomeNodeWasUp() {
        var minute = Instant.now().getEpochSecond() / 60;
        var home = "rt:{" + Keys.NODES_HOME.tag() + "}:uptime:";
        raw.list("KEYS", home + '*').toList().forEach(key -> raw.send("DEL", key));
        assertThat(node.broker().uptime().read().await()).isEmpty();

        node.broker().uptime().mark().await();
        other.broker().uptime().mark().await();
        assertThat(node.broker().uptime().read().await())
                .hasValueSatisfying(share -> assertThat(share.ratio()).isEqualTo(1));

        var before = minute - 1_500;
        raw.send("SETBIT", home + before / 1_440, before % 1_440, 1);
        assertThat(node.broker().uptime().read().await()).hasValueSatisfying(share -> {
            assertThat(share.since()).isEqualTo(Instant.ofEpochSecond(before * 60));
            assertThat(share.ratio()).isBetween(2 / 1_503.0, 2 / 1_501.0);
        });

        var longAgo = minute - 31 * 1_440;
        raw.send("SETBIT", home + longAgo / 1_440, longAgo % 1_440, 1);
        assertThat(node.broker().uptime().read().await())
                .hasValueSatisfying(share -> assertThat(share.since()).isEqualTo(Instant.ofEpochSecond(before * 60)));
    }
}

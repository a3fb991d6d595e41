package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.Seats.Full;
import io.arauto.broker.Seats.Most;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestRedis;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeatsTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final String DEAD = "DEADNODE";

    private final Tenant tenant = new Tenant("t" + System.nanoTime());
    private final TenantKeys keys = TenantKeys.of(tenant);
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
    void seatsAreCountedOverAllNodesByTenantAndByUser() {
        var here = node.broker().seats();
        var there = other.broker().seats();
        assertThat(take(here, "1", new Most(3, 2))).isEmpty();
        assertThat(take(there, "1", new Most(3, 2))).isEmpty();

        assertThat(take(here, "1", new Most(3, 2))).contains(Full.USER);
        assertThat(take(there, "2", new Most(3, 2))).isEmpty();
        assertThat(take(here, "3", new Most(3, 2))).contains(Full.TENANT);
        assertThat(take(here, "3", Most.ANY)).isEmpty();
        assertThat(node.broker()
                        .seats()
                        .take(new Tenant(tenant.name() + "x"), "1", new Most(1, 1))
                        .await())
                .isEmpty();

        here.leave(tenant, "3");
        there.leave(tenant, "1");
        Eventually.isTrue(
                "there is room again", () -> take(here, "4", new Most(3, 2)).isEmpty());
    }

    @Test
    void ofManyWhoComeAtOnceAsManyAsMayGetIn() {
        var seats = node.broker().seats();
        var answers = IntStream.range(0, 50)
                .mapToObj(user -> seats.take(tenant, "u" + user, new Most(20, 0)))
                .toList();

        assertThat(answers.stream().filter(answer -> answer.await().isEmpty())).hasSize(20);
        IntStream.range(0, 50)
                .filter(user -> answers.get(user).result().isEmpty())
                .forEach(user -> seats.leave(tenant, "u" + user));
        Eventually.isTrue("nothing is left", () -> raw.number("EXISTS", keys.seats()) == 0);
    }

    @Test
    void whatADeadNodeHadIsFreeAndANewNodesIsNot() {
        raw.send(
                "HSET",
                keys.seats(),
                DEAD,
                "9 " + (System.currentTimeMillis() - 60_000),
                "NEWNODE_",
                "1 " + System.currentTimeMillis());
        raw.send("HSET", keys.seats(DEAD), "1", "9");
        raw.send("HSET", keys.seats("NEWNODE_"), "1", "1");
        var seats = node.broker().seats();

        assertThat(take(seats, "1", new Most(2, 2))).isEmpty();
        assertThat(take(seats, "1", new Most(2, 0))).contains(Full.TENANT);
        assertThat(take(seats, "1", new Most(0, 2))).contains(Full.USER);
        assertThat(raw.number("EXISTS", keys.seats(DEAD))).isZero();
        assertThat(raw.list("HKEYS", keys.seats())).doesNotContain(DEAD);
    }

    @Test
    void whatRedisLostIsMadeUpForWithTheNextWhoComes() {
        var seats = node.broker().seats();
        take(seats, "1", Most.ANY);
        take(seats, "1", Most.ANY);
        raw.send("FLUSHALL");

        assertThat(take(seats, "1", new Most(2, 0))).contains(Full.TENANT);
        seats.leave(tenant, "1");
        Eventually.isTrue("one is free", () -> take(seats, "2", new Most(2, 0)).isEmpty());
    }

    private Optional<Full> take(Seats seats, String user, Most most) {
        return seats.take(tenant, user, most).await();
    }
}

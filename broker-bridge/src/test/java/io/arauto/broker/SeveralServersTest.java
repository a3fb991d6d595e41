package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.OutboxSettings;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.Partition;
import io.arauto.embedded.RedisServer;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis servers that know nothing of each other: what one of them does is nothing to the tenants of the others. */
class SeveralServersTest {
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final OutboxSettings QUICK =
            new OutboxSettings(100, 2, Duration.ofMillis(10), Duration.ofSeconds(1));

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private String url;
    private TestNode node;

    @BeforeEach
    void start() {
        IntStream.range(0, 3).forEach(_ -> servers.add(TestServers.redis()));
        url = servers.stream().map(RedisServer::url).collect(Collectors.joining(","));
        node = node();
    }

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
        servers.forEach(RedisServer::close);
    }

    @Test
    void eachPartitionIsOnOneServerAndAllNodesFindItThere() {
        var other = node();
        var tenants =
                IntStream.range(0, 64).mapToObj(SeveralServersTest::tenant).toList();
        tenants.forEach(tenant -> other.listensTo(tenant, VENDAS));

        tenants.forEach(tenant -> node.publishes(tenant, VENDAS, tenant.name()));

        Eventually.holds(() -> assertThat(other.bodies())
                .containsExactlyInAnyOrderElementsOf(
                        tenants.stream().map(Tenant::name).toList()));
        for (var number = 0; number < servers.size(); number++) {
            var its = outboxes(number);
            assertThat(its).isNotEmpty();
            assertThat(its).isSubsetOf(ofServer(number).map(Keys::outbox).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theTenantsOfADeadServerWaitAndNobodyElse(int dead) {
        var tenants = tenants();
        tenants.forEach(tenant -> node.listensTo(tenant, VENDAS));
        var publisher = node();
        var before = publisher.publishes(tenants.get(dead), VENDAS, "before");
        Eventually.holds(() -> assertThat(node.ids(tenants.get(dead))).containsExactly(before));

        servers.get(dead).kill();
        var refused = tenants.get(dead);
        assertUnavailable(() -> publisher.publishes(refused, VENDAS, "refused"));
        Eventually.isTrue("not subscribed", () -> isRefused(() -> node.listensTo(refused, Topic.channel("geral"))));

        tenants.stream().filter(tenant -> !tenant.equals(refused)).forEach(tenant -> {
            node.listensTo(tenant, Topic.channel("geral"));
            var ids = List.of(
                    publisher.publishes(tenant, VENDAS, "on"),
                    publisher.publishes(tenant, Topic.channel("geral"), "and on"));
            Eventually.holds(() -> assertThat(node.ids(tenant)).isEqualTo(ids));
        });
        assertThat(node.broker().isReady()).isTrue();

        servers.get(dead).restart();
        var after = publishUntilAcked(publisher, refused);
        Eventually.holds(() -> assertThat(node.ids(refused)).startsWith(before).endsWith(after));
        assertThat(node.unrepairable()).isEmpty();
    }

    @Test
    void aNodeIsReadyWhileAnyServerIsThereAndNotWhenNoneIs() {
        servers.get(0).kill();
        servers.get(1).suspend();
        Eventually.isTrue("noticed", () -> isRefused(() -> node.publishes(tenantOn(1), VENDAS, "body")));
        assertThat(node.broker().isReady()).isTrue();
        Eventually.holds(() -> assertThat(alive()).containsExactly(false, false, true));

        servers.get(2).kill();
        Eventually.isTrue("not ready", () -> !node.broker().isReady());

        servers.get(1).resume();
        Eventually.isTrue("ready", node.broker()::isReady);
        assertThat(alive()).containsExactly(false, true, false);
    }

    @Test
    void aProcessWhoseListIsAnotherIsRefusedByEachServerThatItHasElsewhere() {
        node.publishes(tenantOn(0), VENDAS, "by the right list");

        for (var other : List.of(
                servers.get(0).url() + ',' + servers.get(1).url(),
                servers.get(1).url()
                        + ','
                        + servers.get(2).url()
                        + ','
                        + servers.get(0).url())) {
            var stranger = opened(TestNode.notAwaited(TestNode.config(other)));
            tenants().forEach(tenant -> assertUnavailable(() -> stranger.publishes(tenant, VENDAS, "astray")));
            assertThat(stranger.broker().isReady()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void workersWriteWhatTheOthersHoldAndTheRestWhenItIsBack(int dead) {
        var written = new CopyOnWriteArrayList<OutboxEntry>();
        for (var number = 0; number < 2; number++) {
            open.add(node().broker().consume(QUICK, batch -> {
                written.addAll(batch);
                return List.of();
            }));
        }
        var tenants = tenants();
        var ids = tenants.stream()
                .map(tenant -> node.publishes(tenant, VENDAS, "before"))
                .toList();
        Eventually.holds(
                () -> assertThat(written).extracting(OutboxEntry::id).containsExactlyInAnyOrderElementsOf(ids));

        servers.get(dead).kill();
        var on = new ArrayList<>(ids);
        for (var round = 0; round < 20; round++) {
            tenants.stream()
                    .filter(tenant -> !tenant.equals(tenants.get(dead)))
                    .forEach(tenant -> on.add(node.publishes(tenant, VENDAS, "meanwhile")));
            Eventually.holds(
                    () -> assertThat(written).extracting(OutboxEntry::id).contains(on.toArray(EventId[]::new)));
        }

        servers.get(dead).restart();
        on.add(publishUntilAcked(node, tenants.get(dead)));
        // What was written when the server died may come again.
        Eventually.holds(() ->
                assertThat(new HashSet<>(written)).extracting(OutboxEntry::id).containsExactlyInAnyOrderElementsOf(on));
    }

    /** What the node says of each server. */
    private Stream<Boolean> alive() {
        var told = node.broker().subscriptions().servers();
        return servers.stream().map(server -> Objects.requireNonNull(told.get(address(server))));
    }

    private static String address(RedisServer server) {
        return server.url().replace("redis://", "");
    }

    private static EventId publishUntilAcked(TestNode publisher, Tenant tenant) {
        var acked = new ArrayList<EventId>();
        Eventually.isTrue("acked", () -> !isRefused(() -> acked.add(publisher.publishes(tenant, VENDAS, "after"))));
        return acked.getLast();
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (BrokerException refused) {
            return true;
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BrokerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE));
    }

    private Stream<Partition> ofServer(int number) {
        return Partition.all().filter(partition -> partition.number() % servers.size() == number);
    }

    private List<String> outboxes(int server) {
        try (var raw = new RawRedis(servers.get(server).url())) {
            return raw.list("KEYS", "*:outbox").toList();
        }
    }

    private static Tenant tenant(int number) {
        return new Tenant("tenant-" + number);
    }

    /** One on each server. */
    private static List<Tenant> tenants() {
        return IntStream.range(0, 3).mapToObj(SeveralServersTest::tenantOn).toList();
    }

    private static Tenant tenantOn(int server) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(SeveralServersTest::tenant)
                .filter(tenant -> Partition.of(tenant).number() % 3 == server)
                .findFirst()
                .orElseThrow();
    }

    private TestNode node() {
        return opened(TestNode.started(url));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}

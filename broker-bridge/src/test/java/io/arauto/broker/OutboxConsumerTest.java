package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.outbox.BatchWriter;
import io.arauto.broker.outbox.OutboxConsumer;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.OutboxSettings;
import io.arauto.broker.outbox.Rejected;
import io.arauto.broker.redis.Keys;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.embedded.RedisServer;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestServers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxConsumerTest {
    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final OutboxSettings SETTINGS =
            new OutboxSettings(100, 4, Duration.ofMillis(20), Duration.ofSeconds(2));

    private RedisServer redis;
    private RawRedis raw;
    private TestNode node;
    private final List<OutboxConsumer> consumers = new ArrayList<>();
    private final List<OutboxEntry> written = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        redis = TestServers.redis();
        raw = new RawRedis(redis.url());
        node = TestNode.started(redis.url());
    }

    @AfterEach
    void stop() {
        consumers.forEach(OutboxConsumer::close);
        node.close();
        raw.close();
        redis.close();
    }

    @Test
    void allThatIsPublishedIsWrittenOnceInOrderOfEachTenantAndTrimmed() {
        var tenants = IntStream.range(0, 40)
                .mapToObj(number -> new Tenant("tenant-" + number))
                .toList();
        consume(node, this::write);

        for (var round = 0; round < 50; round++) {
            tenants.forEach(tenant -> node.publishes(tenant, VENDAS, "body"));
        }

        Eventually.holds(() -> assertThat(written).hasSize(2_000));
        tenants.forEach(tenant -> assertThat(written.stream()
                        .filter(entry -> entry.tenant().equals(tenant))
                        .map(OutboxEntry::id))
                .hasSize(50)
                .isSorted());
        Eventually.holds(() -> assertThat(waiting()).isZero());
        Eventually.holds(
                () -> assertThat(consumers.getFirst().backlog().entries()).isZero());
    }

    @Test
    void anEntryIsWhatReceiversGot() {
        node.listensTo(ACME, VENDAS);
        consume(node, this::write);

        var body = Buffer.buffer("\1 at \2 by João");
        var topics = List.of(VENDAS, Topic.user("maria"));
        var id = node.broker()
                .publisher()
                .publish(Publication.of(ACME, topics, EventKind.NOTIFICATION, body)
                        .counted("vendas", "1"))
                .await()
                .id();

        Eventually.holds(() -> assertThat(node.events()).hasSize(1));
        var received = node.events().getFirst().body();
        var before = List.of(EventId.NONE, EventId.NONE);
        Eventually.holds(() -> assertThat(written)
                .containsExactly(new OutboxEntry(id, ACME, EventKind.NOTIFICATION, topics, before, 1L, received, "")));
    }

    @Test
    void aWriterThatFailsGetsTheSameAgainUntilItDoesNot() {
        var failures = new AtomicInteger(3);
        consume(node, batch -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("storage is away");
            }
            return write(batch);
        });

        var ids = IntStream.range(0, 10)
                .mapToObj(number -> node.publishes(ACME, VENDAS, "body"))
                .toList();

        Eventually.holds(() -> assertThat(written.stream().map(OutboxEntry::id)).isEqualTo(ids));
        Eventually.holds(() -> assertThat(waiting()).isZero());
    }

    @Test
    void whatCanNeverBeStoredIsKeptApartWithTheReason() {
        var keys = TenantKeys.of(ACME);
        consume(node, batch -> {
            var bad = batch.stream()
                    .filter(entry -> entry.body().toString().equals("bad"))
                    .toList();
            write(batch.stream().filter(entry -> !bad.contains(entry)).toList());
            return bad.stream()
                    .map(entry -> new Rejected(entry, "value too long"))
                    .toList();
        });

        var good = node.publishes(ACME, VENDAS, "good");
        var bad = node.publishes(ACME, VENDAS, "bad");
        raw.send("XADD", keys.outbox(), "*", "of", "another version");
        var after = node.publishes(ACME, VENDAS, "good");

        Eventually.holds(() -> assertThat(written.stream().map(OutboxEntry::id)).containsExactly(good, after));
        Eventually.holds(() -> assertThat(waiting()).isZero());
        assertThat(raw.list("XRANGE", Keys.dead(keys.partition()), "-", "+"))
                .satisfiesExactlyInAnyOrder(
                        entry -> assertThat(entry).contains("bad", bad.toString(), "value too long"),
                        entry -> assertThat(entry).contains("another version", "unreadable"));
        Eventually.holds(() -> assertThat(consumers.getFirst().backlog().dead()).isEqualTo(2));
    }

    @Test
    void theBacklogTellsHowMuchWaitsAndForHowLong() {
        consume(node, _ -> {
            throw new IllegalStateException("storage is away");
        });
        node.publishes(ACME, VENDAS, "1");
        node.publishes(ACME, VENDAS, "2");

        Eventually.holds(() -> {
            var backlog = consumers.getFirst().backlog();
            assertThat(backlog.entries()).isEqualTo(2);
            assertThat(backlog.age()).isGreaterThan(Duration.ofMillis(100));
            assertThat(backlog.partitions()).isEqualTo(Partition.COUNT);
        });
    }

    @Test
    void liveWorkersShareThePartitionsEvenlyAndTakeOverThoseOfTheDead() {
        try (var second = TestNode.started(redis.url());
                var doomed = TestNode.started(redis.url())) {
            var first = consume(node, this::write);
            var other = consume(second, this::write);
            var dead = consume(doomed, this::write);
            Eventually.holds(() ->
                    assertThat(List.of(owned(first), owned(other), owned(dead))).containsExactlyInAnyOrder(86, 85, 85));

            doomed.broker().stop().await();

            Eventually.holds(
                    () -> assertThat(List.of(owned(first), owned(other))).containsExactly(128, 128));
            var ids = publishToAllPartitions();
            Eventually.holds(
                    () -> assertThat(written.stream().map(OutboxEntry::id)).containsExactlyInAnyOrderElementsOf(ids));
            consumers.forEach(OutboxConsumer::close);
        }
    }

    @Test
    void whatADeadWorkerHadInHandIsWrittenByAnother() throws Exception {
        var inHand = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        try (var doomed = TestNode.started(redis.url())) {
            var dead = doomed.broker().consume(SETTINGS, _ -> {
                inHand.countDown();
                never.await();
                return List.of();
            });
            var id = node.publishes(ACME, VENDAS, "body");
            inHand.await();
            doomed.broker().stop().await();

            consume(node, this::write);

            Eventually.holds(
                    () -> assertThat(written.stream().map(OutboxEntry::id)).containsExactly(id));
            never.countDown();
            dead.close();
        }
    }

    @Test
    void closingFinishesWhatIsInHandAndLeavesThePartitionsToOthersAtOnce() throws Exception {
        var inHand = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var closing = consume(node, batch -> {
            inHand.countDown();
            finish.await();
            return write(batch);
        });
        var id = node.publishes(ACME, VENDAS, "body");
        inHand.await();

        var closed = Thread.ofVirtual().start(closing::close);
        finish.countDown();
        closed.join();

        assertThat(written.stream().map(OutboxEntry::id)).containsExactly(id);
        assertThat(waiting()).isZero();
        assertThat(raw.list("KEYS", "rt:*:owner")).isEmpty();
        assertThat(raw.number("ZCARD", Keys.workers())).isZero();
    }

    @Test
    void aRestartOfRedisDoesNotStopIt() {
        raw.send("CONFIG", "SET", "appendfsync", "always");
        consume(node, this::write);
        var before = node.publishes(ACME, VENDAS, "before");
        Eventually.holds(() -> assertThat(written).hasSize(1));

        redis.kill();
        redis.restart();
        Eventually.isTrue("ready", node.broker()::isReady);
        var after = node.publishes(ACME, VENDAS, "after");

        Eventually.holds(() ->
                assertThat(written.stream().map(OutboxEntry::id).distinct()).containsExactly(before, after));
    }

    private OutboxConsumer consume(TestNode by, BatchWriter writer) {
        var consumer = by.broker().consume(SETTINGS, writer);
        consumers.add(consumer);
        return consumer;
    }

    private List<Rejected> write(List<OutboxEntry> batch) {
        written.addAll(batch);
        return List.of();
    }

    private static int owned(OutboxConsumer consumer) {
        return consumer.backlog().partitions();
    }

    private List<EventId> publishToAllPartitions() {
        var published = IntStream.range(0, 1_000)
                .mapToObj(number -> node.broker()
                        .publisher()
                        .publish(Publication.of(
                                new Tenant("t" + number), List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer("x"))))
                .toList();
        Future.all(published).await();
        return published.stream().map(future -> future.result().id()).toList();
    }

    private long waiting() {
        return Partition.all()
                .mapToLong(partition -> raw.number("XLEN", Keys.outbox(partition)))
                .sum();
    }
}

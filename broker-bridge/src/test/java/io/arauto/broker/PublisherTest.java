package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublisherTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final TenantKeys KEYS = TenantKeys.of(ACME);

    private RawRedis raw;
    private TestNode node;

    @BeforeEach
    void start() {
        raw = new RawRedis(REDIS.url());
        raw.send("FLUSHALL");
        node = TestNode.started(REDIS.url());
    }

    @AfterEach
    void stop() {
        node.close();
        raw.close();
    }

    @Test
    void anEventReachesEveryNodeThatListensAndNoOtherTenant() {
        var other = new Tenant("acme2");
        try (var second = TestNode.started(REDIS.url())) {
            node.listensTo(ACME, VENDAS);
            second.listensTo(ACME, VENDAS);
            second.listensTo(other, VENDAS);

            var id = node.publishes(ACME, VENDAS, "Nova venda");

            var event = new TopicMessage.Event(new TopicAddress(ACME, VENDAS), id, Buffer.buffer("Nova venda"));
            Eventually.holds(() -> assertThat(node.received()).containsExactly(event));
            Eventually.holds(() -> assertThat(second.received()).containsExactly(event));
        }
    }

    @Test
    void idAndTimeAreFilledInWhereverTheyStand() {
        node.listensTo(ACME, VENDAS);

        var id = publish(chat("\1 at \2: 100% \1", "maria")).await().id();

        var time = Instant.ofEpochMilli(id.millis());
        var expected = "%s at %s: 100%% %s".formatted(id, rfc3339(time), id);
        Eventually.holds(() -> assertThat(node.bodies()).contains(expected));
    }

    @Test
    void theSameRequestAgainIsAnsweredAndDoesNothing() {
        node.listensTo(ACME, VENDAS);
        var request = chat("once", "maria").once("maria", "request-1");

        var first = publish(request).await();
        raw.send("EXPIRE", KEYS.once("maria", "request-1"), 60);
        var again = publish(request).await();
        var anothers =
                publish(chat("another's", "joao").once("joao", "request-1")).await();

        assertThat(first.repeated()).isFalse();
        assertThat(again).isEqualTo(new Published(first.id(), true));
        assertThat(anothers.repeated()).isFalse();
        Eventually.holds(() -> assertThat(node.ids()).containsExactly(first.id(), anothers.id()));
        assertThat(raw.number("XLEN", KEYS.outbox())).isEqualTo(2);
        assertThat(raw.number("HGET", KEYS.counts(), "vendas")).isEqualTo(2);
        // It is remembered anew: by that write Redis knows that the answer must wait for replicas.
        assertThat(raw.number("TTL", KEYS.once("maria", "request-1"))).isGreaterThan(60);
    }

    @Test
    void aFullOutboxRefusesBeforeAnythingIsWrittenAndStillKnowsWhatItAccepted() {
        try (var limited = TestNode.started(TestNode.config(REDIS.url(), TestNode.LOG_LENGTH, 2))) {
            limited.listensTo(ACME, VENDAS);
            var publisher = limited.broker().publisher();
            var accepted = chat("accepted", "maria").once("maria", "1");
            var first = publisher.publish(accepted).await();
            limited.publishes(ACME, VENDAS, "fills it up");
            var keys = raw.list("KEYS", "*").sorted().toList();

            assertThatThrownBy(() -> publisher
                            .publish(chat("refused", "joao").once("joao", "2"))
                            .await())
                    .isInstanceOfSatisfying(
                            BrokerException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.BACKLOG_FULL));

            assertThat(raw.list("KEYS", "*").sorted()).isEqualTo(keys);
            assertThat(raw.number("HGET", KEYS.counts(), "vendas")).isEqualTo(1);
            assertThat(publisher.publish(accepted).await()).isEqualTo(new Published(first.id(), true));
            publisher
                    .publishEphemeral(new TopicAddress(ACME, VENDAS), null, Buffer.buffer("typing"))
                    .await();
            Eventually.holds(() -> assertThat(limited.received()).hasSize(3));
        }
    }

    @Test
    void eventsOfAllKindsShareOneSequenceAndWaitInTheOutbox() {
        node.listensTo(ACME, VENDAS);

        var before = node.publishes(ACME, VENDAS, "stored");
        var synced = publish(Publication.of(ACME, List.of(VENDAS), EventKind.SYNC, Buffer.buffer("sync")))
                .await()
                .id();
        var after = node.publishes(ACME, VENDAS, "stored");

        assertThat(List.of(before, synced, after)).isSorted().doesNotHaveDuplicates();
        assertThat(raw.number("XLEN", KEYS.outbox())).isEqualTo(3);
        assertThat(raw.number("XLEN", KEYS.log(VENDAS))).isEqualTo(3);
        Eventually.holds(() -> assertThat(node.ids()).containsExactly(before, synced, after));
    }

    @Test
    void whatOneEventLoopPublishesKeepsItsOrder() {
        var bodies = IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();
        node.listensTo(ACME, VENDAS);

        onOneLoop(() ->
                Future.all(bodies.stream().map(body -> publish(chat(body, "1"))).toList()));

        Eventually.holds(() -> assertThat(node.bodies()).isEqualTo(bodies));
        assertThat(node.batches()).hasSizeLessThan(bodies.size());
    }

    @Test
    void aServerThatForgetsItsScriptsIsToldThemAgain() {
        node.listensTo(ACME, VENDAS);
        var before = node.publishes(ACME, VENDAS, "before");
        raw.send("SCRIPT", "FLUSH");

        var after = node.publishes(ACME, VENDAS, "after");

        Eventually.holds(() -> assertThat(node.ids()).containsExactly(before, after));
    }

    @Test
    void idsGoOnGrowingOnAServerWhoseClockAndDataAreBehind() {
        node.listensTo(ACME, VENDAS);
        raw.send("XADD", KEYS.outbox(), "9999999999999-7", "k", "x");
        var before = node.publishes(ACME, VENDAS, "by the clock ahead");
        raw.send("FLUSHALL");

        var after = node.publishes(ACME, VENDAS, "by the clock behind");
        var next = node.publishes(ACME, VENDAS, "and so on");

        assertThat(before).hasToString("9999999999999-8");
        assertThat(List.of(after, next)).hasToString("[9999999999999-9, 9999999999999-10]");
        assertThat(raw.number("XLEN", KEYS.outbox())).isEqualTo(2);
        Eventually.holds(() -> assertThat(node.ids()).containsExactly(before, after, next));
    }

    @Test
    void outOfMemoryRefusesWithoutHalfAnEvent() {
        node.publishes(ACME, VENDAS, "fits");
        var keys = raw.list("KEYS", "*").sorted().toList();
        raw.send("CONFIG", "SET", "maxmemory", "1");
        try {
            assertThatThrownBy(
                            () -> publish(chat("too much", "1").once("1", "1")).await())
                    .isInstanceOfSatisfying(
                            BrokerException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.REJECTED));
        } finally {
            raw.send("CONFIG", "SET", "maxmemory", "0");
        }
        assertThat(raw.list("KEYS", "*").sorted()).isEqualTo(keys);
        assertThat(raw.number("XLEN", KEYS.outbox())).isEqualTo(1);
        assertThat(raw.number("XLEN", KEYS.log(VENDAS))).isEqualTo(1);
    }

    @Test
    void nothingOfATopicStaysForEver() {
        publish(chat("passes", "1").once("1", "1")).await();

        var kept = TestNode.config(REDIS.url()).logAge().toMillis();
        assertThat(raw.number("PTTL", KEYS.log(VENDAS))).isBetween(kept, kept * 9 / 8);
        assertThat(raw.number("TTL", KEYS.last(VENDAS))).isPositive();
        assertThat(raw.number("TTL", KEYS.once("1", "1"))).isPositive();
    }

    @Test
    void passingWordsCarryWhoIsLeftOutAndCommands() {
        var address = new TopicAddress(ACME, Topic.user("maria"));
        node.listensTo(ACME, address.topic());
        var publisher = node.broker().publisher();
        var command = new JsonObject().put("close", "pid");

        publisher
                .publishEphemeral(address, "session-1", Buffer.buffer("digitando… "))
                .await();
        publisher.publishEphemeral(address, null, Buffer.buffer("")).await();
        publisher.command(address, command).await();

        Eventually.holds(() -> assertThat(node.received())
                .containsExactly(
                        new TopicMessage.Ephemeral(address, "session-1", Buffer.buffer("digitando… ")),
                        new TopicMessage.Ephemeral(address, null, Buffer.buffer("")),
                        new TopicMessage.Command(address, command)));
    }

    private Future<Published> publish(Publication publication) {
        return node.broker().publisher().publish(publication);
    }

    private static Publication chat(String body, String sender) {
        return Publication.of(ACME, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer(body))
                .counted("vendas", sender);
    }

    private static String rfc3339(Instant time) {
        return time.toString().length() == 20 ? time.toString().replace("Z", ".000Z") : time.toString();
    }

    private interface Work {
        Future<?> start();
    }

    private void onOneLoop(Work work) {
        Promise<Void> done = Promise.promise();
        node.vertx().runOnContext(_ -> work.start().<Void>mapEmpty().onComplete(done));
        done.future().await();
    }
}

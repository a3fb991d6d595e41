package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.TestRedis;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicLogTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final Topic GERAL = Topic.channel("geral");
    private static final Topic MARIA = Topic.user("maria");
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
    void aResumeGetsWhatEachTopicGotSinceInOrderAndEachEventOnce() {
        var offset = node.publishes(ACME, VENDAS, "seen");
        var one = node.publishes(ACME, VENDAS, "1");
        var two = node.publishes(ACME, GERAL, "2");
        var both = publish("3", VENDAS, MARIA);
        node.publishes(ACME, Topic.channel("financeiro"), "not asked for");
        var four = node.publishes(ACME, GERAL, "4");

        var catchup = since(Map.of(VENDAS, offset, GERAL, offset, MARIA, offset), 100);

        assertThat(catchup.complete()).isTrue();
        assertThat(catchup.events()).extracting(StoredEvent::id).containsExactly(one, two, both, four);
        assertThat(catchup.events().getFirst()).isEqualTo(new StoredEvent(one, EventKind.MESSAGE, Buffer.buffer("1")));
        assertThat(catchup.position()).isGreaterThanOrEqualTo(four);
    }

    @Test
    void eachTopicHasAStartOfItsOwn() {
        node.publishes(ACME, GERAL, "before joining");
        var joined = node.publishes(ACME, VENDAS, "x");
        var after = node.publishes(ACME, GERAL, "after");

        var catchup = since(Map.of(VENDAS, joined, GERAL, joined), 100);

        assertThat(catchup.events()).extracting(StoredEvent::id).containsExactly(after);
    }

    @Test
    void aTopicThatWasQuietIsCompleteHoweverLongAgoItsLogExpired() {
        node.publishes(ACME, VENDAS, "long ago");
        var offset = node.publishes(ACME, GERAL, "seen");
        raw.send("DEL", KEYS.log(VENDAS));

        var catchup = since(Map.of(VENDAS, offset, MARIA, offset, GERAL, offset), 100);

        assertThat(catchup.complete()).isTrue();
        assertThat(catchup.events()).isEmpty();
    }

    @Test
    void aGapInTheLogIsToldAndNeverPassedOver() {
        var offset = node.publishes(ACME, VENDAS, "seen");
        var gone = node.publishes(ACME, VENDAS, "trimmed");
        node.publishes(ACME, VENDAS, "kept");
        raw.send("XDEL", KEYS.log(VENDAS), gone);

        assertThat(since(Map.of(VENDAS, offset), 100).complete()).isFalse();
        assertThat(since(Map.of(VENDAS, gone), 100).complete()).isTrue();

        raw.send("DEL", KEYS.log(VENDAS));
        assertThat(since(Map.of(VENDAS, offset), 100).complete()).isFalse();
    }

    @Test
    void moreThanAskedForIsNotComplete() {
        var offset = node.publishes(ACME, VENDAS, "seen");
        for (var number = 0; number < 3; number++) {
            node.publishes(ACME, VENDAS, "vendas");
            node.publishes(ACME, GERAL, "geral");
        }

        assertThat(since(Map.of(VENDAS, offset, GERAL, offset), 6).complete()).isTrue();
        assertThat(since(Map.of(VENDAS, offset, GERAL, offset), 5).complete()).isFalse();
    }

    @Test
    void whoeverLeftBeforeAnyoneRemembersIsTold() {
        var longAgo = new EventId(1_000_000, 0);

        assertThat(since(Map.of(VENDAS, longAgo), 100).complete()).isFalse();
        assertThat(since(Map.of(VENDAS, EventId.NONE), 100).complete()).isTrue();
    }

    @Test
    void thePositionIsThatOfTheNewestEventOfAnyKind() {
        assertThat(node.broker().log().position(ACME).await()).isEqualTo(EventId.NONE);

        var id = node.broker()
                .publisher()
                .publish(Publication.of(ACME, List.of(VENDAS), EventKind.SYNC, Buffer.buffer("x")))
                .await()
                .id();

        assertThat(node.broker().log().position(ACME).await()).isEqualTo(id);
        assertThat(node.broker().log().lastIds(ACME, List.of(VENDAS, GERAL)).await())
                .isEqualTo(Map.of(VENDAS, id, GERAL, EventId.NONE));
    }

    @Test
    void manyWhoAskForThePositionAtOnceCostRedisTwoReadings() {
        var id = node.publishes(ACME, VENDAS, "newest");
        raw.send("CONFIG", "RESETSTAT");

        var asked = Promise.<List<EventId>>promise();
        node.vertx()
                .runOnContext(_ -> Future.all(
                                Stream.generate(() -> node.broker().log().position(ACME))
                                        .limit(100)
                                        .toList())
                        .map(CompositeFuture::<EventId>list)
                        .onComplete(asked));

        assertThat(asked.future().await()).hasSize(100).containsOnly(id);
        assertThat(String.valueOf(raw.send("INFO", "commandstats"))).contains("cmdstat_xinfo|stream:calls=2,");
    }

    @Test
    void afterDataLossThePositionIsStillNotBehindWhatTheNodeHasSeen() {
        var seen = node.publishes(ACME, VENDAS, "seen by clients");
        raw.send("FLUSHALL");

        assertThat(node.broker().log().position(ACME).await()).isEqualTo(seen);
        try (var other = TestNode.started(REDIS.url())) {
            assertThat(other.publishes(ACME, VENDAS, "by a node that never saw it"))
                    .isGreaterThan(seen);
        }
    }

    @Test
    void theNewestOfATopicArePagedBackwards() {
        var ids = new ArrayList<EventId>();
        for (var number = 0; number < 5; number++) {
            ids.add(node.publishes(ACME, VENDAS, "body " + number));
        }
        var log = node.broker().log();

        var page = log.newest(ACME, VENDAS, null, 2).await();
        var before = log.newest(ACME, VENDAS, page.getFirst().id(), 10).await();

        assertThat(page).extracting(StoredEvent::id).containsExactlyElementsOf(ids.subList(3, 5));
        assertThat(before).extracting(StoredEvent::id).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(log.newest(ACME, GERAL, null, 10).await()).isEmpty();
    }

    private Catchup since(Map<Topic, EventId> starts, int most) {
        var missed = node.broker().log().since(ACME, starts, most).await();
        var merged = new TreeMap<EventId, StoredEvent>();
        missed.events().values().forEach(events -> events.forEach(event -> merged.put(event.id(), event)));
        return new Catchup(
                List.copyOf(merged.values()),
                missed.position(),
                missed.incomplete().isEmpty());
    }

    private record Catchup(List<StoredEvent> events, EventId position, boolean complete) {}

    private EventId publish(String body, Topic... topics) {
        return node.broker()
                .publisher()
                .publish(Publication.of(ACME, List.of(topics), EventKind.MESSAGE, Buffer.buffer(body)))
                .await()
                .id();
    }
}

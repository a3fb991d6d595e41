package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.broker.redis.TenantKeys;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubscriptionsTest {
    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final Tenant ACME = new Tenant("acme");
    private static final Topic VENDAS = Topic.channel("vendas");
    private static final Topic GERAL = Topic.channel("geral");
    private static final TopicAddress ADDRESS = new TopicAddress(ACME, VENDAS);

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
    void whoHasAcquiredATopicMissesNothingFromThenOn() {
        for (var round = 0; round < 50; round++) {
            var topic = Topic.user("user-" + round);
            node.listensTo(ACME, topic);
            node.publishes(ACME, topic, topic.key());
        }

        Eventually.holds(() -> assertThat(node.events()).hasSize(50));
    }

    @Test
    void aTopicIsSubscribedOnceUntilTheLastUserIsGoneForAWhileAndThenAnew() {
        node.listensTo(ACME, VENDAS);
        node.listensTo(ACME, VENDAS);
        release();
        assertThat(subscribers(VENDAS)).isOne();

        release();
        node.publishes(ACME, VENDAS, "still here for who comes back");
        Eventually.holds(() -> assertThat(subscribers(VENDAS)).isZero());
        node.publishes(ACME, VENDAS, "unheard");

        node.listensTo(ACME, VENDAS);
        node.publishes(ACME, VENDAS, "heard");
        Eventually.holds(() -> assertThat(node.bodies()).containsExactly("still here for who comes back", "heard"));
    }

    @Test
    void whatOnlyALaterVersionPublishesIsPassedOver() {
        node.listensTo(ACME, VENDAS);
        raw.send("SPUBLISH", TenantKeys.of(ACME).channel(VENDAS), "Z of a kind that nobody knows yet");
        var id = node.publishes(ACME, VENDAS, "known");

        Eventually.holds(() -> assertThat(node.ids()).containsExactly(id));
        assertThat(node.received()).hasSize(1);
    }

    @Test
    void whatWasLostOnTheWayIsReadFromTheLogBeforeAnythingNewerOfTheTenant() {
        node.listensTo(ACME, VENDAS, GERAL);
        var first = node.publishes(ACME, VENDAS, "1");
        var lost = publishUnheard(VENDAS, "2");
        var quiet = publishUnheard(GERAL, "3");
        var newer = node.publishes(ACME, VENDAS, "4");
        var newest = node.publishes(ACME, GERAL, "5");

        Eventually.holds(() -> assertThat(node.ids()).containsExactly(first, lost, quiet, newer, newest));
        assertThat(node.unrepairable()).isEmpty();
    }

    @Test
    void theFirstEventAfterASubscriptionAlreadyTellsOfAGap() {
        publishUnheard(VENDAS, "before anyone listened");
        node.listensTo(ACME, VENDAS);
        publishUnheard(VENDAS, "lost");

        node.publishes(ACME, VENDAS, "heard");

        Eventually.holds(() -> assertThat(node.bodies()).containsExactly("lost", "heard"));
    }

    @Test
    void whatIsNotInTheLogAnyMoreIsToldAndLaterEventsArrive() {
        node.listensTo(ACME, VENDAS, GERAL);
        node.publishes(ACME, VENDAS, "1");
        publishUnheard(VENDAS, "gone");
        raw.send("DEL", TenantKeys.of(ACME).log(VENDAS));
        node.publishes(ACME, VENDAS, "tells of it");

        Eventually.holds(() -> assertThat(node.unrepairable()).containsExactly(ADDRESS));
        node.publishes(ACME, GERAL, "2");
        node.publishes(ACME, VENDAS, "3");
        Eventually.holds(() -> assertThat(node.bodies()).endsWith("2", "3"));
    }

    @Test
    void moreThanTheLogKeepsIsToldAndTheTopicGoesOn() {
        node.listensTo(ACME, VENDAS);
        node.publishes(ACME, VENDAS, "1");
        for (var number = 0; number < 3 * TestNode.LOG_LENGTH; number++) {
            publishUnheard(VENDAS, "missed");
        }
        node.publishes(ACME, VENDAS, "tells of them");

        Eventually.holds(() -> assertThat(node.unrepairable()).containsExactly(ADDRESS));
        node.publishes(ACME, VENDAS, "2");
        Eventually.holds(() -> assertThat(node.bodies()).endsWith("2").doesNotContain("missed"));
    }

    @Test
    void aThousandTenantsWithTheSameNamesNeverMeet() {
        var tenants = IntStream.range(0, 1_000)
                .mapToObj(number -> new Tenant("tenant-" + number))
                .toList();
        var topics =
                tenants.stream().map(tenant -> new TopicAddress(tenant, VENDAS)).toList();
        node.broker().subscriptions().acquire(topics).await();

        var publisher = node.broker().publisher();
        Future.all(tenants.stream()
                        .map(tenant -> publisher.publish(Publication.of(
                                tenant, List.of(VENDAS), EventKind.MESSAGE, Buffer.buffer(tenant.name()))))
                        .toList())
                .await();

        Eventually.holds(() -> assertThat(node.events())
                .hasSize(1_000)
                .allMatch(event ->
                        event.address().tenant().name().equals(event.body().toString())));
        assertThat(node.events().stream().map(TopicMessage.Event::address)).containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void eventsOfSeveralTopicsOfATenantComeInOrderOfId() {
        var topics = IntStream.range(0, 10)
                .mapToObj(number -> Topic.module("modulo" + number))
                .toList();
        node.listensTo(ACME, topics.toArray(Topic[]::new));

        var publications = new ArrayList<Future<Published>>();
        for (var number = 0; number < 1_000; number++) {
            publications.add(node.broker()
                    .publisher()
                    .publish(Publication.of(
                            ACME, List.of(topics.get(number % 10)), EventKind.SYNC, Buffer.buffer("x"))));
        }
        Future.all(publications).await();

        Eventually.holds(() -> assertThat(node.ids()).hasSize(1_000));
        assertThat(node.ids()).isSorted();
    }

    private void release() {
        node.broker().subscriptions().release(List.of(ADDRESS));
    }

    private long subscribers(Topic topic) {
        var answer = raw.list("PUBSUB", "SHARDNUMSUB", TenantKeys.of(ACME).channel(topic))
                .toList();
        return Long.parseLong(answer.getLast());
    }

    /** As another node publishes, but the message never leaves Redis. */
    private EventId publishUnheard(Topic topic, String body) {
        return raw.publishUnheard(ACME, topic, body);
    }
}

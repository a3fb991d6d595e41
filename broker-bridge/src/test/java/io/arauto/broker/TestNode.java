package io.arauto.broker;

import io.arauto.broker.redis.RedisSettings;
import io.arauto.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A process with a broker that remembers all it receives. */
final class TestNode implements TopicListener, AutoCloseable {
    static final int LOG_LENGTH = 100;
    static final int OUTBOX_LIMIT = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final Broker broker;
    private final List<TopicMessage> received = new CopyOnWriteArrayList<>();
    private final List<List<TopicMessage>> batches = new CopyOnWriteArrayList<>();
    private final List<TopicAddress> unrepairable = new CopyOnWriteArrayList<>();

    private volatile CountDownLatch busy = new CountDownLatch(0);

    private TestNode(BrokerConfig config) {
        broker = new Broker(vertx, config);
        broker.subscriptions().listener(this);
    }

    static TestNode started(String url) {
        return started(config(url));
    }

    static TestNode started(BrokerConfig config) {
        var node = notAwaited(config);
        Eventually.isTrue("ready", node.broker::isReady);
        return node;
    }

    /** One that may never be ready. */
    static TestNode notAwaited(BrokerConfig config) {
        var node = new TestNode(config);
        node.broker.start();
        return node;
    }

    static BrokerConfig config(String url) {
        return config(url, LOG_LENGTH, OUTBOX_LIMIT);
    }

    static BrokerConfig config(String url, int logLength, int outboxLimit) {
        return config(new RedisSettings(url, Duration.ofSeconds(3)), logLength, outboxLimit);
    }

    static BrokerConfig config(RedisSettings redis, int logLength, int outboxLimit) {
        return new BrokerConfig(
                redis,
                "node-" + UUID.randomUUID(),
                logLength,
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                outboxLimit);
    }

    /** With its next batch it stops reading, until then. */
    void isBusyUntil(CountDownLatch done) {
        busy = done;
    }

    Broker broker() {
        return broker;
    }

    Vertx vertx() {
        return vertx;
    }

    void listensTo(Tenant tenant, Topic... topics) {
        broker.subscriptions()
                .acquire(Stream.of(topics)
                        .map(topic -> new TopicAddress(tenant, topic))
                        .toList())
                .await();
    }

    EventId publishes(Tenant tenant, Topic topic, String body) {
        return publish(tenant, topic, body).await().id();
    }

    Future<Published> publish(Tenant tenant, Topic topic, String body) {
        return broker.publisher()
                .publish(Publication.of(tenant, List.of(topic), EventKind.MESSAGE, Buffer.buffer(body)));
    }

    List<TopicMessage> received() {
        return received;
    }

    List<List<TopicMessage>> batches() {
        return batches;
    }

    List<TopicMessage.Event> events() {
        return received.stream()
                .filter(TopicMessage.Event.class::isInstance)
                .map(TopicMessage.Event.class::cast)
                .toList();
    }

    List<EventId> ids() {
        return events().stream().map(TopicMessage.Event::id).toList();
    }

    List<EventId> ids(Tenant tenant) {
        return events().stream()
                .filter(event -> event.address().tenant().equals(tenant))
                .map(TopicMessage.Event::id)
                .toList();
    }

    List<String> bodies() {
        return events().stream().map(event -> event.body().toString()).toList();
    }

    List<TopicAddress> unrepairable() {
        return unrepairable;
    }

    @Override
    public void onMessages(List<TopicMessage> batch) {
        try {
            busy.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        batches.add(batch);
        received.addAll(batch);
    }

    @Override
    public void onUnrepairable(TopicAddress topic) {
        unrepairable.add(topic);
    }

    @Override
    public void close() {
        broker.stop().await();
        vertx.close().await();
    }
}

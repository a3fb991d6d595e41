package io.arauto.gateway.metrics;

import io.arauto.broker.Publication;
import io.arauto.broker.PublicationObserver;
import io.arauto.broker.Topic;
import io.arauto.broker.TopicMessage;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.EventObserver;
import io.arauto.gateway.fanout.DeliveryObserver;
import io.arauto.gateway.forward.ForwardObserver;
import io.arauto.gateway.rest.ApiObserver;
import io.arauto.gateway.session.Recovery;
import io.arauto.gateway.session.SessionObserver;
import io.arauto.gateway.tls.CertificateObserver;
import io.arauto.process.ProcessMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** All that a node counts and measures, as verbs. Every label has a closed set of values; nothing here allocates per message. */
public final class GatewayMetrics
        implements EventObserver,
                DeliveryObserver,
                PublicationObserver,
                SessionObserver,
                ForwardObserver,
                ApiObserver,
                CertificateObserver {
    private final PrometheusMeterRegistry registry = ProcessMetrics.registry();
    private final Meters meters = new Meters(registry);
    private final LongAdder sessions = new LongAdder();

    private final Labelled<Counter> opened =
            meters.counters("arauto.connections.opened", "Connections by first transport", "transport");
    private final Labelled<Counter> closed =
            meters.counters("arauto.connections.closed", "Connections that ended, by reason", "reason");
    private final Labelled<Counter> turnedAway = meters.counters(
            "arauto.connections.turned.away", "Handshakes answered 503, by what was in the way", "reason");

    private final Labelled<Counter> forwards = meters.counters(
            "arauto.forwards", "Requests of connections of other nodes, by what became of them", "outcome");

    private final Timer connect = meters.timer("arauto.session.connect", "From CONNECT to the greeting");
    private final Labelled<Counter> begun =
            meters.counters("arauto.sessions.opened", "Sessions, by whether they go on where they were", "recovery");
    private final Labelled<Counter> refused =
            meters.counters("arauto.sessions.refused", "CONNECTs refused for good, by code", "code");
    private final Counter failed =
            meters.counter("arauto.sessions.failed", "CONNECTs that failed because something needed was away");

    private final Labelled<Timer> events =
            meters.timers("arauto.events", "From a client's event to its answer", "event");
    private final Labelled<Counter> errors =
            meters.counters("arauto.events.refused", "Events answered with an error, by code", "code");

    private final Labelled<Timer> requests =
            meters.timers("arauto.requests", "From a REST request to its answer", "route");
    private final Labelled<Counter> answers =
            meters.counters("arauto.requests.answered", "REST requests, by status", "status");

    private final Counter delivered = meters.counter("arauto.delivered", "Events handed to sockets");
    private final Counter ephemeral =
            meters.counter("arauto.delivered.ephemeral", "Ephemeral events handed to sockets");
    private final Map<Topic.Kind, Timer> delivery = meters.timersOf(
            Topic.Kind.class,
            "arauto.delivery",
            "From the publication of an event, by the clock of Redis, to its hand-over to all sockets of a loop",
            "topic");
    private final Map<PublicationObserver.Outcome, Timer> publish = meters.timersOf(
            PublicationObserver.Outcome.class,
            "arauto.publish",
            "From the publication of an event to the answer of Redis, and of the replicas that are asked for",
            "outcome");

    private final Counter certificatesRefused =
            meters.counter("arauto.certificate.refused", "Changes of the certificate's files that can't be used");
    private final AtomicLong certificateExpires = new AtomicLong();

    public GatewayMetrics() {
        meters.gauge("arauto.sessions", "Sessions of this node", sessions::sum);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    public void watch(IntSupplier connections, IntSupplier forwards, BooleanSupplier ready) {
        meters.gauge("arauto.connections", "Connections of this node", connections::getAsInt);
        meters.gauge(
                "arauto.forwards.active",
                "Requests and WebSockets that this node passes on to others now",
                forwards::getAsInt);
        meters.gauge("arauto.ready", "1 while clients are let in", () -> number(ready));
    }

    /** @param queued what waits for each connection, in bytes */
    public void watchQueues(Supplier<LongStream> queued) {
        meters.gauge(
                "arauto.queue.bytes",
                "Bytes that wait to be read by clients",
                () -> queued.get().sum());
        meters.gauge(
                "arauto.queue.largest.bytes",
                "Bytes that wait for the client with the most",
                () -> queued.get().max().orElse(0));
    }

    public void watchPostgres(BooleanSupplier postgres) {
        meters.gauge("arauto.postgres.up", "1 while Postgres answers", () -> number(postgres));
    }

    /**
     * @param repairs how often was read what was missed, or may have been, when a subscription broke
     * @param unrepairable topics of which it was not all there
     */
    public void watchGaps(LongSupplier repairs, LongSupplier unrepairable) {
        meters.counted("arauto.gaps.repaired", "Times that what a subscription missed was read from logs", repairs);
        meters.counted("arauto.gaps.unrepairable", "Topics whose logs did not have all that was missed", unrepairable);
    }

    public void watchGhosts(LongSupplier ghosts) {
        meters.counted(
                "arauto.presence.ghosts", "Connections of dead nodes whose users this one has taken for gone", ghosts);
    }

    /** @param lost locks that clients were told to have lost */
    public void watchLocks(IntSupplier sessions, IntSupplier held, LongSupplier lost) {
        meters.gauge(
                "arauto.lock.sessions", "Sessions of this node that hold locks or wait for them", sessions::getAsInt);
        meters.gauge("arauto.locks.held", "Locks that sessions of this node hold", held::getAsInt);
        meters.counted("arauto.locks.lost", "Locks that clients were told to have lost", lost);
    }

    public void connectionOpened(String transport) {
        opened.of(transport).increment();
    }

    public void connectionClosed(CloseReason reason) {
        closed.of(reason.label()).increment();
    }

    /** @param reason a stable word, such as {@code draining} */
    public void connectionTurnedAway(String reason) {
        turnedAway.of(reason).increment();
    }

    @Override
    public void forwarded(ForwardObserver.Outcome outcome) {
        forwards.of(outcome.label()).increment();
    }

    @Override
    public void sessionOpened(Recovery recovery) {
        sessions.increment();
        begun.of(recovery.wire()).increment();
    }

    @Override
    public void sessionClosed() {
        sessions.decrement();
    }

    @Override
    public void connected(long nanos) {
        connect.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void connectRefused(TokenRefused.Code code) {
        refused.of(code.wire()).increment();
    }

    @Override
    public void connectLimited() {
        refused.of(ErrorCode.RATE_LIMITED.wire()).increment();
    }

    @Override
    public void connectFailed() {
        failed.increment();
    }

    @Override
    public void answered(String event, @Nullable ErrorCode refusal, long nanos) {
        events.of(event).record(nanos, TimeUnit.NANOSECONDS);
        if (refusal != null) {
            errors.of(refusal.wire()).increment();
        }
    }

    @Override
    public void answered(String route, int status, long nanos) {
        requests.of(route).record(nanos, TimeUnit.NANOSECONDS);
        answers.of(String.valueOf(status)).increment();
    }

    @Override
    public void delivered(TopicMessage message, int receivers, long now) {
        switch (message) {
            case TopicMessage.Event event -> {
                delivered.increment(receivers);
                Objects.requireNonNull(delivery.get(event.address().topic().kind()))
                        .record(Math.max(0, now - event.id().millis()), TimeUnit.MILLISECONDS);
            }
            case TopicMessage.Ephemeral _ -> ephemeral.increment(receivers);
            case TopicMessage.Command _, TopicMessage.Traced _ -> {}
        }
    }

    /** Counted by the outcome of each. */
    @Override
    public void published(Publication publication) {}

    @Override
    public void answered(PublicationObserver.Outcome outcome, long nanos) {
        Objects.requireNonNull(publish.get(outcome)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void certificateRead(Instant expires) {
        if (certificateExpires.getAndSet(expires.getEpochSecond()) == 0) {
            meters.gauge(
                    "arauto.certificate.expires",
                    "When the certificate of the client port expires, in seconds since 1970",
                    certificateExpires::get);
        }
    }

    @Override
    public void certificateRefused() {
        certificatesRefused.increment();
    }

    private static int number(BooleanSupplier condition) {
        return condition.getAsBoolean() ? 1 : 0;
    }
}

package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.PublicationObserver.Outcome;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.trace.Traces;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events. What one event loop publishes keeps its order. All failures are {@link BrokerException}s: after {@code UNAVAILABLE}
 * the event may or may not have been published, after any other it has not. A limited sender may also fail with {@link RateLimited}.
 */
public final class Publisher {
    private static final LuaScript PUBLISH = LuaScript.load("publish.lua");

    private final RedisLinks links;
    private final BrokerConfig config;
    private final IdFloor floor;
    private volatile PublicationObserver observer = _ -> {};
    private volatile Traces traces = Traces.NONE;

    Publisher(RedisLinks links, BrokerConfig config, IdFloor floor) {
        this.links = links;
        this.config = config;
        this.floor = floor;
    }

    public void observer(PublicationObserver observer) {
        this.observer = observer;
    }

    /** What is published as a step of a trace tells those who deliver and store it. */
    public void traces(Traces told) {
        this.traces = told;
    }

    /** When this succeeds, the event is in the outbox and in the hot log of each topic, on as many replicas as are asked for. */
    public Future<Published> publish(Publication publication) {
        var begun = System.nanoTime();
        var keys = TenantKeys.of(publication.tenant());
        var partition = keys.partition();
        return PUBLISH.runReplicated(
                        links.to(partition),
                        keys(publication, keys),
                        arguments(publication, floor.of(partition), traces.current()))
                .map(answer -> published(partition, answer))
                .onSuccess(published -> {
                    if (!published.repeated()) {
                        observer.published(publication);
                    }
                })
                .recover(failure -> Future.failedFuture(backlog(failure)))
                .onComplete(done -> observer.answered(outcome(done), System.nanoTime() - begun));
    }

    private static Outcome outcome(AsyncResult<Published> done) {
        if (done.succeeded()) {
            return done.result().repeated() ? Outcome.REPEATED : Outcome.STORED;
        }
        return switch (done.cause()) {
            case RateLimited _ -> Outcome.LIMITED;
            case BrokerException refused ->
                switch (refused.code()) {
                    case BACKLOG_FULL -> Outcome.BACKLOG_FULL;
                    case REJECTED -> Outcome.REJECTED;
                    case UNAVAILABLE -> Outcome.UNAVAILABLE;
                };
            default -> Outcome.UNAVAILABLE;
        };
    }

    /** To those who listen now. Nobody is told whether there were any. */
    public Future<Void> publishEphemeral(TopicAddress to, @Nullable String exceptSession, Buffer body) {
        var sent = send(
                to,
                Buffer.buffer("V " + (exceptSession == null ? "-" : exceptSession) + ' ')
                        .appendBuffer(body));
        var trace = traces.current();
        return trace.isEmpty() ? sent : sent.eventually(() -> send(to, Buffer.buffer("S " + trace)));
    }

    /** A word to all gateways that have listeners of the topic. */
    public Future<Void> command(TopicAddress to, JsonObject command) {
        return send(to, Buffer.buffer("C " + command.encode()));
    }

    private Future<Void> send(TopicAddress to, Buffer message) {
        var keys = TenantKeys.of(to.tenant());
        return links.to(keys.partition())
                .send(Request.cmd(Command.SPUBLISH)
                        .arg(keys.channel(to.topic()))
                        .arg(message))
                .mapEmpty();
    }

    private static List<String> keys(Publication publication, TenantKeys names) {
        var once = publication.once();
        var counted = publication.counted();
        var limited = publication.limited();
        var keys = new ArrayList<String>(5 + 3 * publication.topics().size());
        keys.add(names.outbox());
        keys.add(once == null ? names.outbox() : names.once(once.userId(), once.key()));
        var counts = publication.kind() == EventKind.NOTIFICATION ? names.notices() : names.counts();
        keys.add(counts);
        keys.add(counted == null || counted.sender() == null ? counts : names.cursors(counted.sender()));
        keys.add(limited == null ? names.outbox() : names.sent(limited.userId()));
        for (var topic : publication.topics()) {
            keys.add(names.log(topic));
            keys.add(names.last(topic));
            keys.add(names.channel(topic));
        }
        return keys;
    }

    private List<Object> arguments(Publication publication, EventId least, String trace) {
        var counted = publication.counted();
        var limited = publication.limited();
        return List.of(
                config.outboxLimit(),
                config.logLength(),
                config.logAge().toMillis(),
                BrokerConfig.LAST_ID_AGE.toMillis(),
                publication.once() == null ? 0 : config.onceAge().toSeconds(),
                publication.tenant().name(),
                publication.kind().wire(),
                publication.topics().stream().map(Topic::key).collect(Collectors.joining(",")),
                counted == null ? "" : counted.place(),
                least.millis(),
                least.sequence(),
                limited == null ? 0 : limited.perMinute(),
                publication.body(),
                trace);
    }

    private Published published(Partition partition, Response answer) {
        if (answer.get(0) == null) {
            throw new RateLimited(
                    Duration.ofMillis(Math.max(1, Long.parseLong(answer.get(1).toString()))));
        }
        var id = EventId.parse(answer.get(0).toString());
        floor.raise(partition, id);
        return new Published(id, Replies.flag(answer, 1));
    }

    private static Throwable backlog(Throwable failure) {
        return failure instanceof BrokerException refused
                        && refused.code() == Code.REJECTED
                        && String.valueOf(refused.getMessage()).startsWith("BACKLOG")
                ? new BrokerException(Code.BACKLOG_FULL, "too much waits to be written to history")
                : failure;
    }
}

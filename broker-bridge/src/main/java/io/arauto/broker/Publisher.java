package io.arauto.broker;

import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.PublicationObserver.Outcome;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.arauto.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events. What one event loop publishes keeps its order. All failures are {@link BrokerException}s: after {@code UNAVAILABLE}
 * the event may or may not have been published, after any other it has not. A limited sender may also fail with {@link RateLimited}.
 */
public final class Publisher {
    private final RedisLinks links;
    private final LuaScript script;
    private final IdFloor floor;
    private volatile PublicationObserver observer = _ -> {};
    private volatile Traces traces = Traces.NONE;

    Publisher(RedisLinks links, BrokerConfig config, IdFloor floor) {
        this.links = links;
        this.script = LuaScript.load("publish.lua", given(config));
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
        return script.runReplicated(
                        links.to(partition),
                        keys(publication, keys),
                        arguments(publication, floor.of(partition), traces.current()))
                .transform((answer, failure) -> {
                    var published = failure == null
                            ? published(partition, answer)
                            : Future.<Published>failedFuture(backlog(failure));
                    var outcome = outcome(published);
                    if (outcome == Outcome.STORED) {
                        observer.published(publication);
                    }
                    observer.answered(outcome, System.nanoTime() - begun);
                    return published;
                });
    }

    private static Outcome outcome(Future<Published> done) {
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

    /** What publish.lua is given. */
    static Map<String, Number> given(BrokerConfig config) {
        return Map.of(
                "most_waiting", config.outboxLimit(),
                "log_length", config.logLength(),
                "log_age", config.logAge().toMillis(),
                "last_id_age", BrokerConfig.LAST_ID_AGE.toMillis(),
                "once_age", config.onceAge().toSeconds());
    }

    private static List<String> keys(Publication publication, TenantKeys names) {
        var once = publication.once();
        var counted = publication.counted();
        var limited = publication.limited();
        var keys = new ArrayList<String>(5 + 3 * publication.topics().size());
        keys.add(names.outbox());
        if (once != null) {
            keys.add(names.once(once.userId(), once.key()));
        }
        if (counted != null) {
            keys.add(publication.kind() == EventKind.NOTIFICATION ? names.notices() : names.counts());
            if (counted.sender() != null) {
                keys.add(names.cursors(counted.sender()));
            }
        }
        if (limited != null) {
            keys.add(names.sent(limited.userId()));
        }
        for (var topic : publication.topics()) {
            keys.add(names.log(topic));
            keys.add(names.last(topic));
            keys.add(names.channel(topic));
        }
        return keys;
    }

    /** Without the last ones that are empty. */
    private static List<Object> arguments(Publication publication, EventId least, String trace) {
        var counted = publication.counted();
        var limited = publication.limited();
        var arguments = List.of(
                publication.tenant().name(),
                publication.kind().wire(),
                topics(publication.topics()),
                least.millis(),
                least.sequence(),
                publication.body(),
                limited == null ? "" : limited.perMinute(),
                trace,
                publication.once() == null ? "" : 1,
                counted == null ? "" : counted.place(),
                counted == null || counted.sender() == null ? "" : 1);
        var given = arguments.size();
        while (arguments.get(given - 1).equals("")) {
            given--;
        }
        return arguments.subList(0, given);
    }

    private static String topics(List<Topic> topics) {
        return topics.size() == 1
                ? topics.getFirst().key()
                : topics.stream().map(Topic::key).collect(Collectors.joining(","));
    }

    /** As publish.lua answers. */
    private Future<Published> published(Partition partition, Response answer) {
        var isArray = answer.type() == ResponseType.MULTI;
        var spelled = isArray ? answer.get(0) : answer;
        if (spelled == null) {
            return Future.failedFuture(new RateLimited(Duration.ofMillis(Math.max(1, Replies.number(answer, 1)))));
        }
        var id = EventId.parse(spelled.toString());
        floor.raise(partition, id);
        return Future.succeededFuture(new Published(id, isArray));
    }

    private static Throwable backlog(Throwable failure) {
        return failure instanceof BrokerException refused
                        && refused.code() == Code.REJECTED
                        && String.valueOf(refused.getMessage()).startsWith("BACKLOG")
                ? new BrokerException(Code.BACKLOG_FULL, "too much waits to be written to history")
                : failure;
    }
}

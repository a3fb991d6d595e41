package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.Detour.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection that comes back by itself. What is sent over it is done in that order. While it is away, and when too
 * much is in flight, sending fails at once: a queue would only turn an outage into a flood. Lives on one event loop; calls from
 * elsewhere hop there.
 *
 * <p>A server that is stopped but keeps its sockets open answers nothing; the PINGs that keep an idle connection busy then end it by
 * its idle time-out, and all that is in flight fails. As answers come in order, that bounds how long any command may take.
 */
public final class RedisLink {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private final Vertx vertx;
    private final ContextInternal context;
    private final Backoff backoff = new Backoff(RedisSettings.LONGEST_BACKOFF);
    private final Shard shard;
    private final @Nullable Detour detour;
    private final Failures failures;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Duration patience;
    private final Promise<Void> firstAttempt = Promise.promise();
    private @Nullable Redis client;
    private final Replicas replicas;
    private @Nullable RedisConnection connection;
    private @Nullable ReplicaWait replication;
    private int early;
    private long pings;
    private boolean closed;

    /** A command on its way, and since when. */
    private record Waiting(Promise<@Nullable Response> answer, long since) {}

    RedisLink(Vertx vertx, ContextInternal context, Shard shard, RedisSettings settings) {
        this.vertx = vertx;
        this.context = context;
        this.shard = shard;
        this.detour = shard.detour();
        this.failures = new Failures(shard);
        this.patience = settings.silence().multipliedBy(2);
        this.replicas = settings.replicas();
        context.runOnContext(_ -> {
            client = Redis.createClient(new GatheredWrites((VertxInternal) vertx), shard.options());
            pings = vertx.setPeriodic(RedisSettings.HEARTBEAT.toMillis(), _ -> {
                giveUpOverdue();
                ping();
            });
            connect();
        });
    }

    boolean isConnected() {
        return connection != null;
    }

    /** Fails with {@link BrokerException} only. */
    public Future<@Nullable Response> send(Request request) {
        return onLoop(() -> sendNow(request, false));
    }

    /** What another server has sent here. */
    Future<@Nullable Response> resend(Request request, Way way) {
        return onLoop(() -> firstAttempt.future().compose(_ -> {
            if (way.asking() && connection != null) {
                connection.send(Request.cmd(Command.ASKING));
            }
            return followed(attempt(request, way.replicated()), request, way);
        }));
    }

    /** As {@link #fetch}; the answer comes when as many replicas as are asked for have what the command wrote. */
    Future<Response> write(Request request) {
        return onLoop(() -> sendNow(request, true)).map(reply -> Objects.requireNonNull(reply, "nil"));
    }

    private Future<@Nullable Response> onLoop(Supplier<Future<@Nullable Response>> sending) {
        if (context.inThread()) {
            return sending.get();
        }
        Promise<@Nullable Response> promise = Promise.promise();
        context.execute(() -> sending.get().onComplete(promise));
        return promise.future();
    }

    /** As {@link #send}, for commands whose reply is never nil. */
    public Future<Response> fetch(Request request) {
        return send(request).map(reply -> Objects.requireNonNull(reply, "nil"));
    }

    public Future<Void> close() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> {
            closed = true;
            vertx.cancelTimer(pings);
            (client == null ? Future.<Void>succeededFuture() : client.close()).onComplete(promise);
        });
        return promise.future();
    }

    private Future<@Nullable Response> sendNow(Request request, boolean replicated) {
        var reply = attempt(request, replicated);
        return detour == null ? reply : followed(reply, request, new Way(replicated, false, 0));
    }

    private Future<@Nullable Response> followed(Future<@Nullable Response> reply, Request request, Way way) {
        return reply.recover(failure -> {
            var elsewhere = Redirection.in(failure);
            return detour != null && elsewhere.isPresent()
                    ? detour.follow(elsewhere.get(), request, way, context.nettyEventLoop())
                    : Future.failedFuture(failure);
        });
    }

    private Future<@Nullable Response> attempt(Request request, boolean replicated) {
        var target = connection;
        if (target != null) {
            var reply = awaited(target, request);
            if (!replicated || replication == null) {
                return reply;
            }
            // Of this very connection: another server's replicas would prove nothing.
            var written = replication.forAllSent();
            return reply.compose(answer -> written.map(answer));
        }
        // The link of an event loop is made at its first use: only then there is something to wait for.
        if (firstAttempt.future().isComplete() || early == RedisSettings.MOST_IN_FLIGHT) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "not connected to Redis"));
        }
        early++;
        return firstAttempt.future().compose(_ -> attempt(request, replicated));
    }

    /**
     * The client library forgets some commands when a connection breaks while they are sent: they are failed here, with the connection or
     * once they have taken longer than any answer may.
     */
    private Future<@Nullable Response> awaited(RedisConnection target, Request request) {
        Promise<@Nullable Response> answer = context.promise();
        target.send(request).onComplete(answer::tryComplete, failure -> {
            answer.tryFail(failures.translate(failure));
            leaveIfDemoted(target, failure);
        });
        forgetAnswered();
        waiting.add(new Waiting(answer, System.nanoTime()));
        return answer.future();
    }

    /** The server is a replica now: sentinels, or a proxy, lead a new connection to the master. */
    private void leaveIfDemoted(RedisConnection target, Throwable failure) {
        if (failure instanceof ErrorType error && error.is("READONLY")) {
            lost(target, "read-only");
        }
    }

    private void forgetAnswered() {
        while (!waiting.isEmpty() && waiting.getFirst().answer().future().isComplete()) {
            waiting.removeFirst();
        }
    }

    private void giveUpOverdue() {
        forgetAnswered();
        while (!waiting.isEmpty() && System.nanoTime() - waiting.getFirst().since() > patience.toNanos()) {
            if (waiting.removeFirst().answer().tryFail(new BrokerException(Code.UNAVAILABLE, "no answer from Redis"))) {
                log.warn("redis_reply_missing server={}", shard);
            }
        }
    }

    private void connect() {
        if (closed || client == null) {
            return;
        }
        client.connect().compose(this::check).onComplete(this::opened, failure -> {
            if (shard.unreachable().isTime()) {
                log.warn("redis_connect_failed server={} reason={}", shard, failure.getMessage());
            }
            firstAttempt.tryComplete();
            retry();
        });
    }

    /** The connection, if it leads to the server that is meant. */
    private Future<RedisConnection> check(RedisConnection fresh) {
        Promise<Void> checked = context.promise();
        fresh.exceptionHandler(checked::tryFail);
        fresh.endHandler(_ -> checked.tryFail("closed"));
        shard.check(fresh).onComplete(checked::tryComplete, checked::tryFail);
        return checked.future().map(fresh).onFailure(_ -> fresh.close());
    }

    private void opened(RedisConnection opened) {
        backoff.reset();
        shard.unreachable().over();
        opened.exceptionHandler(failure -> lost(opened, failure.getMessage()));
        opened.endHandler(_ -> lost(opened, "closed"));
        LuaScript.all().forEach(script -> opened.send(script.load()));
        connection = opened;
        replication = replicas.areWanted()
                ? new ReplicaWait(
                        replicas,
                        wait -> sendOver(opened, wait),
                        end -> context.runOnContext(_ -> end.run()),
                        context::promise)
                : null;
        firstAttempt.tryComplete();
    }

    private Future<@Nullable Response> sendOver(RedisConnection target, Request request) {
        return target.equals(connection)
                ? awaited(target, request)
                : Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "connection lost"));
    }

    private void lost(RedisConnection lost, @Nullable String reason) {
        if (lost.equals(connection)) {
            connection = null;
            replication = null;
            waiting.forEach(one -> one.answer().tryFail(new BrokerException(Code.UNAVAILABLE, "connection lost")));
            waiting.clear();
            if (!closed) {
                log.warn("redis_connection_lost server={} reason={}", shard, reason);
                lost.close();
                retry();
            }
        }
    }

    private void retry() {
        if (!closed) {
            vertx.setTimer(backoff.next().toMillis(), _ -> connect());
        }
    }

    private void ping() {
        if (connection != null) {
            connection.send(Request.cmd(Command.PING));
        }
    }
}

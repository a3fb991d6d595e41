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
    private final OpenedSockets sockets;
    private final Promise<Void> firstAttempt = Promise.promise();
    private @Nullable Redis client;
    private final Replicas replicas;
    private @Nullable CommandPipe pipe;
    private @Nullable ReplicaWait replication;
    private int early;
    private long pings;
    private boolean closed;

    RedisLink(Vertx vertx, ContextInternal context, Shard shard, RedisSettings settings) {
        this.vertx = vertx;
        this.context = context;
        this.shard = shard;
        this.detour = shard.detour();
        this.failures = new Failures(shard);
        this.sockets = new OpenedSockets((VertxInternal) vertx);
        this.replicas = settings.replicas();
        context.runOnContext(_ -> {
            client = Redis.createClient(sockets, shard.options());
            pings = vertx.setPeriodic(RedisSettings.HEARTBEAT.toMillis(), _ -> ping());
            connect();
        });
    }

    boolean isConnected() {
        return pipe != null;
    }

    /** Fails with {@link BrokerException} only. */
    public Future<@Nullable Response> send(Request request) {
        return onLoop(() -> sendNow(request, false));
    }

    /** What another server has sent here. */
    Future<@Nullable Response> resend(Request request, Way way) {
        return onLoop(() -> firstAttempt.future().compose(_ -> {
            if (way.asking() && pipe != null) {
                pipe.send(Request.cmd(Command.ASKING));
            }
            return followed(attempt(request, way.replicated()), request, way);
        }));
    }

    /** As {@link #send}; the answer comes when as many replicas as are asked for have what the command wrote. */
    Future<@Nullable Response> write(Request request) {
        return onLoop(() -> sendNow(request, true));
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
        if (pipe != null) {
            var reply = pipe.send(request);
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
        var socket = sockets.take(opened);
        var fresh = new CommandPipe(socket, context, this::refused);
        pipe = fresh;
        replication = replicas.areWanted()
                ? new ReplicaWait(replicas, fresh::send, end -> context.runOnContext(_ -> end.run()), context::promise)
                : null;
        LuaScript.all().forEach(script -> fresh.send(script.load()));
        opened.exceptionHandler(failure -> lost(fresh, failure.getMessage()));
        socket.channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(_ -> context.emit(fresh, ended -> lost(ended, "closed")));
        firstAttempt.tryComplete();
    }

    /** What an answer that is an error means to who sent the command. */
    private Throwable refused(ErrorType error) {
        if (error.is("READONLY") && pipe != null) {
            // The server is a replica now: sentinels, or a proxy, lead a new connection to the master.
            lost(pipe, "read-only");
        }
        return failures.translate(error);
    }

    private void lost(CommandPipe lost, @Nullable String reason) {
        lost.end();
        if (lost.equals(pipe)) {
            pipe = null;
            replication = null;
            if (!closed) {
                log.warn("redis_connection_lost server={} reason={}", shard, reason);
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
        if (pipe != null) {
            pipe.send(Request.cmd(Command.PING));
        }
    }
}

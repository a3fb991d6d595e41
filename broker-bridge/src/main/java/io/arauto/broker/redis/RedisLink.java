package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.arauto.broker.redis.Detour.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pipelined connection that comes back by itself. What is sent over it is done in that order. While it is away, and when too
 * much is in flight, sending fails at once: a queue would only turn an outage into a flood. Lives on one event loop; calls from
 * elsewhere hop there.
 *
 * <p>A server that is stopped but keeps its sockets open answers nothing; the PINGs that keep an idle connection busy then end it by
 * its idle time-out, and all that is in flight fails. As answers come in order, that bounds how long any command may take.
 */
public final class RedisLink {
    private final VertxInternal vertx;
    private final ContextInternal context;
    private final @Nullable Detour detour;
    private final Replicas replicas;
    private final Promise<Void> firstAttempt = Promise.promise();
    private @Nullable KeptConnection connection;
    private @Nullable CommandPipe pipe;
    private @Nullable ReplicaWait replication;
    private int early;
    private long pings;

    RedisLink(VertxInternal vertx, ContextInternal context, Shard shard, RedisSettings settings) {
        this.vertx = vertx;
        this.context = context;
        this.detour = shard.detour();
        this.replicas = settings.replicas();
        context.runOnContext(_ -> {
            var kept = new KeptConnection(vertx, context, shard, new Following());
            connection = kept;
            pings = vertx.setPeriodic(RedisSettings.HEARTBEAT.toMillis(), _ -> ping());
            kept.connect();
        });
    }

    boolean isConnected() {
        return pipe != null;
    }

    /** Fails with {@link BrokerException} only. */
    public Future<@Nullable Response> send(Request request) {
        return onLoop(() -> sendNow(request, false));
    }

    /** As {@link #send}, for commands whose reply is never nil. */
    public Future<Response> fetch(Request request) {
        return send(request).map(reply -> Objects.requireNonNull(reply, "nil"));
    }

    /** As {@link #send}; the answer comes when as many replicas as are asked for have what the command wrote. */
    Future<@Nullable Response> write(Request request) {
        return onLoop(() -> sendNow(request, true));
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

    public Future<Void> close() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> {
            vertx.cancelTimer(pings);
            (connection == null ? Future.<Void>succeededFuture() : connection.close()).onComplete(promise);
        });
        return promise.future();
    }

    private Future<@Nullable Response> onLoop(Supplier<Future<@Nullable Response>> sending) {
        if (context.inThread()) {
            return sending.get();
        }
        Promise<@Nullable Response> promise = Promise.promise();
        context.execute(() -> sending.get().onComplete(promise));
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

    private void ping() {
        if (pipe != null) {
            pipe.send(Request.cmd(Command.PING));
        }
    }

    /** Sends over what is open. */
    private final class Following implements KeptConnection.Listener {
        @Override
        public void onOpened(CommandPipe opened) {
            pipe = opened;
            replication = replicas.areWanted()
                    ? new ReplicaWait(
                            replicas, opened::send, end -> context.runOnContext(_ -> end.run()), context::promise)
                    : null;
            LuaScript.all().forEach(script -> opened.send(script.load()));
            firstAttempt.tryComplete();
        }

        @Override
        public void onNotOpened() {
            firstAttempt.tryComplete();
        }

        @Override
        public void onLost() {
            pipe = null;
            replication = null;
        }
    }
}

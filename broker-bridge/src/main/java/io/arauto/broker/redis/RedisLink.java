package io.arauto.broker.redis;

import io.arauto.broker.BrokerException;
import io.arauto.broker.BrokerException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection that comes back by itself. What is sent over it is done in that order. While it is away, and when too
 * much is in flight, sending fails at once: a queue would only turn an outage into a flood. Lives on one event loop, from which it is
 * used.
 *
 * <p>A server that is stopped but keeps its sockets open answers nothing; the PINGs that keep an idle connection busy then end it by
 * its idle time-out, and all that is in flight fails.
 */
public final class RedisLink {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    private final Vertx vertx;
    private final ContextInternal context;
    private final Redis redis;
    private final Backoff backoff = new Backoff(RedisSettings.LONGEST_BACKOFF);
    private final Promise<Void> firstConnected = Promise.promise();
    private @Nullable RedisConnection connection;
    private boolean closed;

    public RedisLink(Vertx vertx, ContextInternal context, RedisSettings settings) {
        this.vertx = vertx;
        this.context = context;
        this.redis = Redis.createClient(vertx, settings.options(1));
        context.runOnContext(_ -> {
            vertx.setPeriodic(RedisSettings.HEARTBEAT.toMillis(), _ -> ping());
            connect();
        });
    }

    /** Completes at the first connection. */
    public Future<Void> connected() {
        return firstConnected.future();
    }

    /** Fails with {@link BrokerException} only. */
    public Future<@Nullable Response> send(Request request) {
        if (context.inThread()) {
            return sendNow(request);
        }
        Promise<@Nullable Response> promise = Promise.promise();
        context.execute(() -> sendNow(request).onComplete(promise));
        return promise.future();
    }

    /** The link of an event loop is made at its first use: only then there is something to wait for. */
    private Future<@Nullable Response> sendNow(Request request) {
        if (!firstConnected.future().isComplete()) {
            return firstConnected.future().compose(_ -> sendNow(request));
        }
        var target = connection;
        if (target == null) {
            return Future.failedFuture(new BrokerException(Code.UNAVAILABLE, "not connected to Redis"));
        }
        return target.send(request).recover(failure -> Future.failedFuture(translate(failure)));
    }

    /** As {@link #send}, for commands whose reply is never nil. */
    public Future<Response> fetch(Request request) {
        return send(request).map(reply -> Objects.requireNonNull(reply, "nil"));
    }

    public Future<Void> close() {
        closed = true;
        return redis.close();
    }

    private void connect() {
        if (closed) {
            return;
        }
        redis.connect().onSuccess(this::opened).onFailure(failure -> {
            log.warn("redis_connect_failed reason={}", failure.getMessage());
            retry();
        });
    }

    private void opened(RedisConnection opened) {
        backoff.reset();
        opened.exceptionHandler(failure -> log.debug("redis_connection_error reason={}", failure.getMessage()));
        opened.endHandler(_ -> lost(opened));
        connection = opened;
        firstConnected.tryComplete();
    }

    private void lost(RedisConnection lost) {
        if (lost.equals(connection) && !closed) {
            connection = null;
            log.warn("redis_connection_lost");
            retry();
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

    private static Throwable translate(Throwable failure) {
        if (failure instanceof BrokerException) {
            return failure;
        }
        if (failure instanceof ErrorType error && !error.is("LOADING") && !error.is("MASTERDOWN")) {
            return error.is("NOSCRIPT")
                    ? error
                    : new BrokerException(Code.REJECTED, String.valueOf(error.getMessage()));
        }
        return new BrokerException(Code.UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
}

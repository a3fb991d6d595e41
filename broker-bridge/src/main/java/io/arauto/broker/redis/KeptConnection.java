package io.arauto.broker.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.impl.types.ErrorType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a server that comes back by itself. The client library connects, be it over sentinels and TLS; then its socket is handed
 * over to a {@link CommandPipe}. Lives on one event loop.
 */
final class KeptConnection {
    private static final Logger log = LoggerFactory.getLogger(KeptConnection.class);

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final Shard shard;
    private final Failures failures;
    private final Listener listener;
    private final Backoff backoff = new Backoff(RedisSettings.LONGEST_BACKOFF);
    private final OpenedSockets sockets;
    private final Redis client;
    private @Nullable CommandPipe pipe;
    private boolean closed;

    /** Told of each attempt to connect, and of the end of each connection. */
    interface Listener {
        void onOpened(CommandPipe opened);

        void onNotOpened();

        void onLost();
    }

    KeptConnection(VertxInternal vertx, ContextInternal context, Shard shard, Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.shard = shard;
        this.failures = new Failures(shard);
        this.listener = listener;
        this.sockets = new OpenedSockets(vertx);
        this.client = Redis.createClient(sockets, shard.options());
    }

    void connect() {
        if (!closed) {
            client.connect().compose(this::check).onComplete(this::opened, this::notOpened);
        }
    }

    Future<Void> close() {
        closed = true;
        return client.close();
    }

    /** The connection, if it leads to the server that is meant. */
    private Future<RedisConnection> check(RedisConnection fresh) {
        Promise<Void> checked = context.promise();
        fresh.exceptionHandler(checked::tryFail);
        fresh.endHandler(_ -> checked.tryFail("closed"));
        shard.check(fresh).onComplete(checked::tryComplete, checked::tryFail);
        return checked.future().map(fresh).onFailure(_ -> fresh.close());
    }

    private void notOpened(Throwable failure) {
        if (shard.unreachable().isTime()) {
            log.warn("redis_connect_failed server={} reason={}", shard, failure.getMessage());
        }
        listener.onNotOpened();
        retry();
    }

    private void opened(RedisConnection opened) {
        backoff.reset();
        shard.unreachable().over();
        var socket = sockets.take(opened);
        var fresh = new CommandPipe(socket, context, this::refused);
        pipe = fresh;
        opened.exceptionHandler(failure -> lost(fresh, failure.getMessage()));
        socket.channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(_ -> context.emit(fresh, ended -> lost(ended, "closed")));
        listener.onOpened(fresh);
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
            listener.onLost();
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
}

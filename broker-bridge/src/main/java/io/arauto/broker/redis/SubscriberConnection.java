package io.arauto.broker.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that only subscribes, and comes back by itself; what to subscribe to then is for its listener to say. All happens on
 * one event loop. Channels are sharded: a message goes to those who listen at the server that holds its slot. Nothing but (un)subscribe is sent over it: the reply of any other command would be lost among the pushes.
 */
public final class SubscriberConnection {
    private static final Logger log = LoggerFactory.getLogger(SubscriberConnection.class);
    private static final int CHANNELS_A_COMMAND = 500;

    /** Told of everything that happens, in order. */
    public interface Listener {
        void onConnected();

        /** Nothing is subscribed any more. */
        void onLost();

        void onSubscribed(String channel);

        /** As was asked for, or since its slot has moved. */
        void onUnsubscribed(String channel);

        /** What was asked for of this partition is not here. */
        void onElsewhere(Partition partition);

        void onMessage(String channel, Buffer message);
    }

    private final Vertx vertx;
    private final Context context;
    private final Shard shard;
    private final Listener listener;
    private final Backoff backoff = new Backoff(RedisSettings.LONGEST_BACKOFF);
    private final Seldom unreachable = new Seldom();
    private @Nullable Redis client;
    private @Nullable RedisConnection connection;
    private boolean closed;

    public SubscriberConnection(Vertx vertx, Context context, Shard shard, Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.shard = shard;
        this.listener = listener;
    }

    public void start() {
        context.runOnContext(_ -> {
            client = Redis.createClient(vertx, shard.options());
            connect();
        });
    }

    public Future<Void> stop() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_ -> {
            closed = true;
            (client == null ? Future.<Void>succeededFuture() : client.close()).onComplete(promise);
        });
        return promise.future();
    }

    public boolean isConnected() {
        return connection != null;
    }

    public void subscribe(Collection<String> channels) {
        send(Command.SSUBSCRIBE, channels);
    }

    public void unsubscribe(Collection<String> channels) {
        send(Command.SUNSUBSCRIBE, channels);
    }

    /** What is sent while there is no connection is not needed: the listener subscribes anew at the next one. */
    private void send(Command command, Collection<String> channels) {
        var target = connection;
        if (target == null) {
            return;
        }
        channels.stream().collect(Collectors.groupingBy(HashTags::of)).values().forEach(ofOneSlot -> {
            for (var from = 0; from < ofOneSlot.size(); from += CHANNELS_A_COMMAND) {
                var request = Request.cmd(command);
                ofOneSlot
                        .subList(from, Math.min(from + CHANNELS_A_COMMAND, ofOneSlot.size()))
                        .forEach(request::arg);
                target.send(request).onFailure(failure -> lost(target, failure.getMessage()));
            }
        });
    }

    private void connect() {
        if (closed || client == null) {
            return;
        }
        client.connect().onComplete(this::opened, failure -> {
            if (unreachable.isTime()) {
                log.warn("subscriber_connect_failed server={} reason={}", shard, failure.getMessage());
            }
            retry();
        });
    }

    private void opened(RedisConnection opened) {
        backoff.reset();
        unreachable.over();
        connection = opened;
        opened.handler(this::receive);
        opened.exceptionHandler(failure -> lost(opened, failure.getMessage()));
        opened.endHandler(_ -> lost(opened, "closed"));
        listener.onConnected();
    }

    private void lost(RedisConnection lost, @Nullable String reason) {
        if (lost.equals(connection)) {
            connection = null;
            if (!closed) {
                log.warn("subscriber_lost server={} reason={}", shard, reason);
                lost.close();
                retry();
            }
            listener.onLost();
        }
    }

    private void retry() {
        if (!closed) {
            vertx.setTimer(backoff.next().toMillis(), _ -> connect());
        }
    }

    private void receive(Response push) {
        if (push.type() == ResponseType.ERROR) {
            // Of a subscribe command, such as NOPERM: there is no telling which channels it was about.
            Redirection.in(push.toString())
                    .ifPresentOrElse(
                            elsewhere -> listener.onElsewhere(Partition.ofSlot(elsewhere.slot())),
                            () -> disconnect(push.toString()));
        } else if (push.type() == ResponseType.PUSH && push.size() == 3) {
            switch (push.get(0).toString()) {
                case "smessage" ->
                    listener.onMessage(push.get(1).toString(), push.get(2).toBuffer());
                case "ssubscribe" -> listener.onSubscribed(push.get(1).toString());
                case "sunsubscribe" -> listener.onUnsubscribed(push.get(1).toString());
                default -> {}
            }
        }
    }

    private void disconnect(String reason) {
        if (connection != null) {
            lost(connection, reason);
        }
    }
}

package io.arauto.broker.redis;

import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.CleanableNetClient;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.impl.PooledRedisConnection;
import java.util.ArrayList;
import java.util.List;

/** Vert.x for one Redis client, and the sockets that the client has opened by it. Lives on the event loop that connects. */
final class OpenedSockets extends VertxWrapper {
    private final List<NetSocketInternal> opened = new ArrayList<>();

    OpenedSockets(VertxInternal vertx) {
        super(vertx);
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
        return new Client((NetClientInternal) super.createNetClient(options));
    }

    /** The socket of a connection that was just opened; the others, to sentinels, are of no interest any more. */
    NetSocketInternal take(RedisConnection connection) {
        var server = ((PooledRedisConnection) connection).actual().remoteAddress();
        var socket = opened.reversed().stream()
                .filter(one -> server.equals(one.remoteAddress()))
                .findFirst()
                .orElseThrow();
        opened.clear();
        return socket;
    }

    /** Those of attempts that came to nothing are not kept. */
    private void add(NetSocketInternal fresh) {
        opened.removeIf(one -> !one.channelHandlerContext().channel().isActive());
        opened.add(fresh);
    }

    private final class Client extends CleanableNetClient {
        Client(NetClientInternal client) {
            super(client, cleaner());
        }

        @Override
        public void connectInternal(ConnectOptions options, Promise<NetSocket> connected, ContextInternal context) {
            Promise<NetSocket> socket = context.promise();
            socket.future().onSuccess(fresh -> add((NetSocketInternal) fresh)).onComplete(connected);
            super.connectInternal(options, socket, context);
        }
    }
}

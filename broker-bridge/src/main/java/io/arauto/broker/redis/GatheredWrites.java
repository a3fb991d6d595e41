package io.arauto.broker.redis;

import io.netty.handler.flush.FlushConsolidationHandler;
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

/**
 * Vert.x, but that its client sockets send what is written in one event-loop tick by one system call. By itself, Vert.x makes one for each
 * write, which costs more than all else that a command needs, here and at the server.
 */
final class GatheredWrites extends VertxWrapper {
    private static final int MOST_WRITES = 256;

    GatheredWrites(VertxInternal vertx) {
        super(vertx);
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
        return new Client((NetClientInternal) super.createNetClient(options));
    }

    private final class Client extends CleanableNetClient {
        Client(NetClientInternal client) {
            super(client, cleaner());
        }

        @Override
        public void connectInternal(ConnectOptions options, Promise<NetSocket> connected, ContextInternal context) {
            Promise<NetSocket> plain = context.promise();
            plain.future().map(this::gathering).onComplete(connected);
            super.connectInternal(options, plain, context);
        }

        private NetSocket gathering(NetSocket socket) {
            var vertx = ((NetSocketInternal) socket).channelHandlerContext();
            vertx.pipeline().addBefore(vertx.name(), "gathering", new FlushConsolidationHandler(MOST_WRITES, true));
            return socket;
        }
    }
}

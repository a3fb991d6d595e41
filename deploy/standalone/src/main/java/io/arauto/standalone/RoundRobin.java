package io.arauto.standalone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stands in for a load balancer, in the demo only: each new connection goes to the next gateway that is ready, and to the one after
 * when that refuses it. No affinity.
 */
final class RoundRobin {

    private final NetServer entrance;
    private final NetClient exit;
    private final Supplier<List<SocketAddress>> ready;
    private int turn;

    /** @param ready the gateways that connections may go to now */
    RoundRobin(Vertx vertx, Supplier<List<SocketAddress>> ready) {
        this.entrance = vertx.createNetServer(new NetServerOptions().setAcceptBacklog(1024));
        this.exit = vertx.createNetClient();
        this.ready = ready;
    }

    /** Completes with the port, which is another than asked for when that was 0. */
    Future<Integer> listen(String host, int port) {
        return entrance.connectHandler(this::accept).listen(port, host).map(NetServer::actualPort);
    }

    /** All connections of a server are handled by the one event loop that it listens with, and so is {@code turn}. */
    private void accept(NetSocket client) {
        client.pause();
        var candidates = new ArrayDeque<>(ready.get());
        if (!candidates.isEmpty()) {
            turn = (turn + 1) % candidates.size();
            for (var skipped = 0; skipped < turn; skipped++) {
                candidates.add(candidates.remove());
            }
        }
        connect(client, candidates);
    }

    private void connect(NetSocket client, Deque<SocketAddress> candidates) {
        if (candidates.isEmpty()) {
            client.close();
            return;
        }
        exit.connect(candidates.remove())
                .onSuccess(gateway -> join(client, gateway))
                .onFailure(_ -> connect(client, candidates));
    }

    private static void join(NetSocket client, NetSocket gateway) {
        client.pipeTo(gateway).onComplete(_ -> gateway.close());
        gateway.pipeTo(client).onComplete(_ -> client.close());
    }

    /** Ends all connections. */
    Future<Void> close() {
        return entrance.close().eventually(exit::close);
    }
}

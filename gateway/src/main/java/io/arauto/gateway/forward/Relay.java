package io.arauto.gateway.forward;

import io.vertx.core.Context;
import io.vertx.core.net.NetSocket;

/**
 * A WebSocket of a client, carried on to the node that holds its connection: bytes both ways, no faster than the slower side reads. Lives on
 * one event loop.
 */
final class Relay {
    private final NetSocket client;
    private final NetSocket node;
    private final Context context;
    private final Runnable ended;
    private boolean isOver;

    Relay(NetSocket client, NetSocket node, Context context, Runnable ended) {
        this.client = client;
        this.node = node;
        this.context = context;
        this.ended = ended;
    }

    void start() {
        client.pipeTo(node).onComplete(_ -> end());
        node.pipeTo(client).onComplete(_ -> end());
    }

    /** From any thread. */
    void close() {
        context.runOnContext(_ -> end());
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            client.close();
            node.close();
            ended.run();
        }
    }
}

package io.arauto.gateway.engineio;

import io.vertx.core.http.HttpServerRequest;

/**
 * The other nodes of the deployment, as far as the transports know of them: a load balancer may send the requests of one connection to
 * different nodes, and only one of them holds it.
 */
public interface Neighbours {
    /** Who sent a request. */
    enum Sender {
        CLIENT,
        /** Another node, which has passed it on. */
        NEIGHBOUR,
        /** One who says so without proof. */
        IMPOSTOR
    }

    /** Eight URL-safe characters with which the ids of this node's connections begin. */
    String mark();

    /** Tells who sent a request; a neighbour's answer gets what proves that it is ours. */
    Sender recognise(HttpServerRequest request);

    /**
     * Answers a request, in the place of the node that goes by {@code mark}, if there is one, with what that one answers. Called on the
     * request's event loop, for requests of clients only: so nothing is passed on twice.
     */
    void forward(HttpServerRequest request, String mark);
}

package io.arauto.gateway.forward;

import io.arauto.broker.ClusterNode;
import io.arauto.broker.NodeDirectory;
import io.arauto.gateway.engineio.Neighbours;
import io.arauto.gateway.forward.ForwardObserver.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes requests on to the node that holds their connection. A client chooses among the nodes that live, by the mark in its session id, and
 * nothing else: where they are stands in the directory. What a node passes on is answered by the other node itself or not at all.
 */
public final class Forwarder implements Neighbours {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Vertx vertx;
    private final NodeDirectory nodes;
    private final ForwardLimits limits;
    private final ForwardObserver observer;
    private final Proof proof;
    private final Carrier carrier;
    private final AtomicInteger underWay = new AtomicInteger();

    public Forwarder(Vertx vertx, NodeDirectory nodes, ForwardLimits limits, ForwardObserver observer) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.limits = limits;
        this.observer = observer;
        this.proof = new Proof(nodes::now);
        this.carrier = new Carrier(vertx, limits, proof, nodes::certificates);
    }

    @Override
    public String mark() {
        return nodes.mark();
    }

    @Override
    public Sender recognise(HttpServerRequest request) {
        var claim = request.getHeader(Proof.REQUEST);
        if (claim == null) {
            return Sender.CLIENT;
        }
        if (!proof.isIn(request, nodes.key())) {
            return Sender.IMPOSTOR;
        }
        request.response().putHeader(Proof.ANSWER, proof.ofAnswer(nodes.key(), claim));
        return Sender.NEIGHBOUR;
    }

    @Override
    public void forward(HttpServerRequest request, String mark) {
        if (underWay.incrementAndGet() > limits.underWay()) {
            underWay.decrementAndGet();
            observer.forwarded(Outcome.REFUSED);
            request.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .end();
            return;
        }
        request.pause();
        var passage = new Passage(request, observer, underWay::decrementAndGet);
        request.response().closeHandler(_ -> passage.end(Outcome.ABANDONED));
        var found = ((ContextInternal) vertx.getOrCreateContext()).<Optional<ClusterNode>>promise();
        nodes.find(mark).onComplete(found);
        found.future().onSuccess(node -> carry(passage, node));
    }

    private void carry(Passage passage, Optional<ClusterNode> node) {
        if (passage.isOver()) {
            return;
        }
        if (node.isEmpty()) {
            passage.request().resume();
            passage.noNode();
        } else if (passage.request().headers().contains(HttpHeaders.UPGRADE)) {
            carrier.carryUpgrade(passage, node.get());
        } else {
            carrier.carry(passage, node.get());
        }
    }

    /** Requests and WebSockets that are being passed on now. */
    public int underWay() {
        return underWay.get();
    }

    /** Closes {@code share} of the WebSockets that are passed on, from 0 to 1; stock clients reconnect. */
    public void closeShare(double share) {
        var open = List.copyOf(carrier.relays());
        open.stream().limit((long) Math.ceil(open.size() * share)).forEach(Relay::close);
    }

    public Future<Void> close() {
        return carrier.close();
    }
}

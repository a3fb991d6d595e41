package io.arauto.gateway.forward;

import io.arauto.broker.ClusterNode;
import io.arauto.gateway.engineio.PollingBody;
import io.arauto.gateway.engineio.ProtocolException;
import io.arauto.gateway.forward.ForwardObserver.Outcome;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.TrustOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Takes requests to a node that is known, and brings its answers. Of what a client sent, only what the other node needs goes with them. */
final class Carrier {
    private static final int CONNECT_MILLIS = 1_000;

    private static final List<CharSequence> ANSWER_HEADERS = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CACHE_CONTROL);
    private static final List<CharSequence> POLL_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT_ENCODING);
    private static final List<CharSequence> UPGRADE_REQUEST_HEADERS = List.of(
            HttpHeaders.UPGRADE,
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Version",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Extensions");
    private static final List<CharSequence> UPGRADE_ANSWER_HEADERS = List.of(
            HttpHeaders.UPGRADE,
            HttpHeaders.CONNECTION,
            "Sec-WebSocket-Accept",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Extensions");

    private final Vertx vertx;
    private final HttpClient http;
    private final ForwardLimits limits;
    private final Proof proof;
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();

    /** @param certificates fingerprints of those that nodes may show */
    Carrier(Vertx vertx, ForwardLimits limits, Proof proof, Supplier<Set<String>> certificates) {
        this.vertx = vertx;
        this.limits = limits;
        this.proof = proof;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout((int) limits.keepAlive().toSeconds())
                        .setReadIdleTimeout((int) limits.silence().toSeconds())
                        .setTrustOptions(TrustOptions.wrap(new AnnouncedCertificates(certificates)))
                        .setVerifyHost(false),
                new PoolOptions().setHttp1MaxSize(Math.max(1, limits.underWay())));
    }

    Set<Relay> relays() {
        return relays;
    }

    Future<Void> close() {
        return http.close();
    }

    /** A poll or what a client posts. */
    void carry(Passage passage, ClusterNode node) {
        var request = passage.request();
        PollingBody.read(request, limits.maxPayload())
                .onSuccess(body -> open(passage, node).onSuccess(out -> send(passage, node, out, body)))
                .onFailure(failure -> {
                    if (failure instanceof ProtocolException) {
                        passage.tooLarge();
                    } else {
                        passage.end(Outcome.ABANDONED);
                    }
                });
    }

    private void send(Passage passage, ClusterNode node, HttpClientRequest out, Buffer body) {
        copy(POLL_HEADERS, passage.request().headers(), out.headers());
        out.send(body).onSuccess(answer -> bring(passage, node, answer)).onFailure(_ -> passage.noNode());
    }

    /** A WebSocket. */
    void carryUpgrade(Passage passage, ClusterNode node) {
        open(passage, node).onSuccess(out -> {
            copy(UPGRADE_REQUEST_HEADERS, passage.request().headers(), out.headers());
            out.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                    .connect()
                    .onSuccess(answer -> {
                        if (answer.statusCode() == 101) {
                            upgrade(passage, node, answer);
                        } else {
                            bring(passage, node, answer);
                        }
                    })
                    .onFailure(_ -> passage.noNode());
        });
    }

    /** A signed request to the node, which is withdrawn when the client hangs up; none when the node can't be reached or the client has. */
    private Future<HttpClientRequest> open(Passage passage, ClusterNode node) {
        var request = passage.request();
        var uri = Target.of(request);
        return http.request(new RequestOptions()
                        .setMethod(request.method())
                        .setHost(node.host())
                        .setPort(node.port())
                        .setSsl(node.speaksTls())
                        .setURI(uri))
                .onFailure(_ -> passage.noNode())
                .compose(out -> {
                    // What breaks is seen by the answer that does not come; without a handler it would be logged, too.
                    out.exceptionHandler(_ -> {});
                    if (passage.isOver()) {
                        out.reset();
                        return Future.failedFuture("the client has hung up");
                    }
                    request.response().closeHandler(_ -> {
                        if (!passage.isOver()) {
                            out.reset();
                            passage.end(Outcome.ABANDONED);
                        }
                    });
                    var method = request.method().name();
                    return Future.succeededFuture(
                            out.putHeader(Proof.REQUEST, proof.ofRequest(node.key(), method, uri)));
                });
    }

    private void bring(Passage passage, ClusterNode node, HttpClientResponse answer) {
        if (passage.isOver() || !isProven(node, answer)) {
            answer.request().reset();
            passage.noNode();
            return;
        }
        var response = passage.request().response().setStatusCode(answer.statusCode());
        copy(ANSWER_HEADERS, answer.headers(), response.headers());
        response.setChunked(!response.headers().contains(HttpHeaders.CONTENT_LENGTH));
        answer.pipe()
                .endOnFailure(false)
                .to(response)
                .onSuccess(_ -> passage.end(Outcome.ANSWERED))
                .onFailure(_ -> {
                    passage.end(Outcome.NO_NODE);
                    // Of HTTP/2 that ends one request of the connection, of HTTP/1.1 the connection.
                    response.reset();
                });
    }

    private void upgrade(Passage passage, ClusterNode node, HttpClientResponse answer) {
        var socket = answer.netSocket().pause();
        if (passage.isOver() || !isProven(node, answer)) {
            socket.close();
            passage.noNode();
            return;
        }
        var request = passage.request();
        copy(UPGRADE_ANSWER_HEADERS, answer.headers(), request.response().headers());
        var ended = passage.upgraded();
        request.toNetSocket().onSuccess(client -> relay(client, socket, ended)).onFailure(_ -> {
            socket.close();
            ended.run();
        });
    }

    private void relay(NetSocket client, NetSocket node, Runnable ended) {
        var relay = new Relay[1];
        relay[0] = new Relay(client, node, vertx.getOrCreateContext(), () -> {
            relays.remove(relay[0]);
            ended.run();
        });
        relays.add(relay[0]);
        relay[0].start();
    }

    private boolean isProven(ClusterNode node, HttpClientResponse answer) {
        var asked = String.valueOf(answer.request().headers().get(Proof.REQUEST));
        return proof.isOfAnswer(node.key(), asked, answer.getHeader(Proof.ANSWER));
    }

    private static void copy(List<CharSequence> names, MultiMap from, MultiMap to) {
        for (var name : names) {
            var value = from.get(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }
}

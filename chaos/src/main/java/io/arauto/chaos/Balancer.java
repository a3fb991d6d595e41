package io.arauto.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What a load balancer does for clients: each connection goes to any node, and to the next when that one refuses it. Not sticky. */
final class Balancer {
    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<Integer> ports;
    private final Random random;

    Balancer(Vertx vertx, List<Integer> ports, Random random) {
        this.vertx = vertx;
        this.client = vertx.createWebSocketClient();
        this.ports = List.copyOf(ports);
        this.random = random;
    }

    Future<Transport> connect(Consumer<String> packets) {
        var order = new ArrayList<>(ports);
        Collections.shuffle(order, random);
        var attempt = Transport.open(vertx, client, order.getFirst(), packets);
        for (var port : order.subList(1, order.size())) {
            attempt = attempt.recover(_ -> Transport.open(vertx, client, port, packets));
        }
        return attempt;
    }
}

package io.arauto.gateway.engineio;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

/** Lets polling clients move to a WebSocket. */
final class Upgrades {
    private final EngineConfig config;
    private final Loops loops;

    Upgrades(EngineConfig config, Loops loops) {
        this.config = config;
        this.loops = loops;
    }

    /** A second WebSocket for a connection is let in and closed at once: a refusal would count as a failure of the first. */
    void handle(HttpServerRequest request, EngineSocket socket) {
        request.pause();
        var probing = new PollingRequest(request);
        socket.context().runOnContext(_ -> {
            if (!socket.isOpen()) {
                probing.refuse(EngineError.UNKNOWN_SESSION);
            } else if (socket.transport() instanceof PollingTransport polling && polling.beginProbe()) {
                probing.execute(() -> probe(request, socket, polling));
            } else {
                probing.execute(() -> request.toWebSocket().onSuccess(ServerWebSocket::close));
            }
        });
    }

    private void probe(HttpServerRequest request, EngineSocket socket, PollingTransport polling) {
        var deflation = loops.current().deflation();
        WebSocketUpgrade.accept(request, config.maxPayload(), deflation)
                .onFailure(_ -> socket.context().runOnContext(_ -> polling.abandonUpgrade()))
                .onSuccess(accepted -> {
                    var flushes = loops.of(socket.context()).flushes(accepted);
                    var transport =
                            new WebSocketTransport(accepted.decoder(), flushes, socket, config.sendQueueBytes());
                    var probe = new UpgradeProbe(socket, polling, transport, accepted.channel());
                    accepted.install(config.maxPayload(), probe);
                    probe.expireAfter(config.upgradeTimeout());
                });
    }
}

package io.arauto.gateway.engineio;

import io.vertx.core.http.HttpServerRequest;

/** For a server that has no neighbours. */
public final class Solitude implements Neighbours {
    @Override
    public String mark() {
        return "-".repeat(ConnectionIds.MARK_LENGTH);
    }

    @Override
    public Sender recognise(HttpServerRequest request) {
        return Sender.CLIENT;
    }

    @Override
    public void forward(HttpServerRequest request, String mark) {
        new PollingRequest(request).refuse(EngineError.UNKNOWN_SESSION);
    }
}

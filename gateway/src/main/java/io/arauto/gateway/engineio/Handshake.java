package io.arauto.gateway.engineio;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What a client said when it opened its connection. */
public record Handshake(
        MultiMap headers, MultiMap query, @Nullable SocketAddress remoteAddress, boolean secure) {
    static Handshake of(HttpServerRequest request) {
        return new Handshake(
                MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                MultiMap.caseInsensitiveMultiMap().addAll(request.params()),
                request.remoteAddress(),
                request.isSSL());
    }
}

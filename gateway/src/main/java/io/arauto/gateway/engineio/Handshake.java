package io.arauto.gateway.engineio;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a client said when it opened its connection.
 *
 * @param address from where, as far as trusted proxies tell
 */
public record Handshake(MultiMap headers, MultiMap query, String address) {
    static Handshake of(HttpServerRequest request, TrustedProxies proxies) {
        return new Handshake(
                MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                MultiMap.caseInsensitiveMultiMap().addAll(request.params()),
                proxies.clientOf(request));
    }
}

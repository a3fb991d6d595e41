package io.arauto.gateway.engineio;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a client said when it opened its connection, as far as anyone asks for it later: of all that browsers say, 1 KB would stay with each
 * connection.
 *
 * @param address from where, as far as trusted proxies tell
 */
public record Handshake(
        String address,
        @Nullable String authorization,
        @Nullable String agent) {
    private static final int LONGEST_AGENT = 200;

    static Handshake of(HttpServerRequest request, TrustedProxies proxies) {
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Handshake(
                proxies.clientOf(request),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                agent == null ? null : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
    }
}

package io.arauto.gateway.forward;

import io.vertx.core.http.HttpServerRequest;

/** What a request asks for, without the host, which a client may choose. */
final class Target {
    private Target() {}

    static String of(HttpServerRequest request) {
        return request.path() + '?' + request.query();
    }
}

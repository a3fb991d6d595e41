package io.arauto.gateway.engineio;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Which web pages may connect. Browsers do not apply CORS to WebSockets, so the Origin is checked by us, for every transport; clients that are
 * not browsers send none.
 */
public final class Origins {
    private static final String ANY = "*";

    private final Set<String> allowed;

    public Origins(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    public boolean allows(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || allowed.contains(ANY) || allowed.contains(origin) || isSame(origin, request);
    }

    private static boolean isSame(String origin, HttpServerRequest request) {
        var host = request.authority();
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    /** Tells the browser that the page of this request may read the answer. */
    public void addHeaders(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && allows(request)) {
            request.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }

    /** Answers a browser that asks before it sends. */
    public void answerPreflight(HttpServerRequest request) {
        addHeaders(request);
        var asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        var response = request.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET,HEAD,PUT,PATCH,POST,DELETE")
                .putHeader(HttpHeaders.VARY, "Origin, Access-Control-Request-Headers");
        if (asked != null) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
        }
        response.end();
    }

    public static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS);
    }
}

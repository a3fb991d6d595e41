package io.arauto.gateway.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** By which a request is found in logs, here and at whoever sent it: what the caller named it, else drawn. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private RequestId() {}

    static String of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .filter(id -> FORM.matcher(id).matches())
                .orElseGet(() ->
                        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }
}

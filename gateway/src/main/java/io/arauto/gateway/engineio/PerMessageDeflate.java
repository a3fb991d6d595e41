package io.arauto.gateway.engineio;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * How client and server agree to compress messages (RFC 7692, section 7.1): each by itself, in both directions, whatever the client would rather
 * have. So a message is compressed once for all who get it.
 */
final class PerMessageDeflate {
    static final String HEADER = "Sec-WebSocket-Extensions";
    static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    /** All that can be agreed to: not a smaller window of ours, which the JDK's zlib does not do. */
    private static final Pattern OFFER = Pattern.compile(
            "permessage-deflate"
                    + "(\\s*;\\s*(server_no_context_takeover|client_no_context_takeover|client_max_window_bits(=\"?([89]|1[0-5])\"?)?))*");

    private PerMessageDeflate() {}

    static boolean isOfferedBy(HttpServerRequest request) {
        return request.headers().getAll(HEADER).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .anyMatch(offer -> OFFER.matcher(offer.strip()).matches());
    }
}

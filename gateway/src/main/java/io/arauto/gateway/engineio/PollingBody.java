package io.arauto.gateway.engineio;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/** Reads the body of a POST, as text and no more of it than permitted. */
final class PollingBody {
    private PollingBody() {}

    /** Fails when the body is too long or breaks off. Resumes the request. */
    static Future<String> read(HttpServerRequest request, int most) {
        var whole = Promise.<String>promise();
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > most) {
                whole.tryFail(new ProtocolException("payload too large"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(_ -> whole.tryComplete(body.toString(StandardCharsets.UTF_8)));
        request.resume();
        return whole.future();
    }
}

package io.arauto.gateway.engineio;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads the body of a POST, no more of it than permitted. */
public final class PollingBody {
    private PollingBody() {}

    /** Fails when the body is too long or breaks off. Resumes the request. */
    public static Future<Buffer> read(HttpServerRequest request, int most) {
        var whole = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > most) {
                whole.tryFail(new ProtocolException("payload too large"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(_ -> whole.tryComplete(body));
        request.resume();
        return whole.future();
    }
}

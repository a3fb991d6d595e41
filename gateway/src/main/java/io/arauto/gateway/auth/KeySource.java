package io.arauto.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where a JWKS is read: a file, or an {@code https://} or {@code http://} address. */
final class KeySource {
    private static final int TIMEOUT_MILLIS = 5_000;

    private KeySource() {}

    static Supplier<Future<JsonObject>> of(Vertx vertx, String location) {
        if (!location.startsWith("https://") && !location.startsWith("http://")) {
            return () -> vertx.fileSystem().readFile(location).map(Buffer::toJsonObject);
        }
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(TIMEOUT_MILLIS));
        return () -> Future.<Void>succeededFuture().compose(_ -> fetch(client, location));
    }

    /** May throw for what is no address. */
    private static Future<JsonObject> fetch(HttpClient client, String location) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(location)
                        .setFollowRedirects(true)
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(KeySource::body)
                .map(Buffer::toJsonObject);
    }

    /** In one step on the event loop: whoever asks for the body a moment after the head has come may wait for it for ever. */
    private static Future<Buffer> body(HttpClientRequest request) {
        return request.send().expecting(HttpResponseExpectation.SC_OK).compose(HttpClientResponse::body);
    }
}

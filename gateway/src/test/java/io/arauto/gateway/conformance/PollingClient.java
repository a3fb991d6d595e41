package io.arauto.gateway.conformance;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** HTTP long-polling by hand. */
record PollingClient(int port, String path, String id) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    static PollingClient open(int port, String path) {
        var opened = fetch(port, path + "?EIO=4&transport=polling", "GET", "");
        return new PollingClient(port, path, new JsonObject(opened.body().substring(1)).getString("sid"));
    }

    static HttpResponse<String> fetch(int port, String target, String method, String body) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return send(request(port, target, method, publisher));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder request(int port, String target, String method, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(LIMIT)
                .method(method, body);
    }

    HttpResponse<String> polls() {
        return fetch(port, target(), "GET", "");
    }

    CompletableFuture<HttpResponse<String>> pollsMeanwhile() {
        return HTTP.sendAsync(
                request(port, target(), "GET", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> posts(String payload) {
        return fetch(port, target(), "POST", payload);
    }

    /** Path and query of this connection's requests. */
    String target() {
        return path + "?EIO=4&transport=polling&sid=" + id;
    }
}

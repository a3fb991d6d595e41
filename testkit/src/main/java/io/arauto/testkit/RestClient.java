package io.arauto.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the API of a gateway as one who holds a token. */
public final class RestClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String prefix;
    private final String token;

    /** @param url of the gateway, such as {@code http://127.0.0.1:3000} */
    public RestClient(String url, String token) {
        this.prefix = url + "/api/v1";
        this.token = token;
    }

    /** @param body empty when the answer has none */
    public record Answer(int status, JsonObject body, HttpHeaders headers) {}

    /** @param path with its query, such as {@code /locks?prefix=pedido:} */
    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Answer put(String path, JsonObject body) {
        return send("PUT", path, BodyPublishers.ofString(body.encode()));
    }

    public Answer post(String path, JsonObject body) {
        return send("POST", path, BodyPublishers.ofString(body.encode()));
    }

    private Answer send(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(prefix + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            var text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isEmpty() ? new JsonObject() : new JsonObject(text),
                    response.headers());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

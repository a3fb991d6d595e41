package io.arauto.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An OpenTelemetry collector that keeps what it is told. */
final class Collector {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * @param service who told of it
     * @param instance which of them
     */
    record Span(String service, String instance, JsonObject content) {
        String name() {
            return content.getString("name");
        }

        String trace() {
            return content.getString("traceId");
        }
    }

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", this::take);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    List<Span> all() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        var message = new JsonObject(Buffer.buffer(exchange.getRequestBody().readAllBytes()));
        objects(message, "resourceSpans").forEach(resource -> {
            var service = attribute(resource, "service.name");
            var instance = attribute(resource, "service.instance.id");
            objects(resource, "scopeSpans")
                    .flatMap(scope -> objects(scope, "spans"))
                    .forEach(span -> spans.add(new Span(service, instance, span)));
        });
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String attribute(JsonObject resource, String key) {
        return objects(resource.getJsonObject("resource"), "attributes")
                .filter(attribute -> attribute.getString("key").equals(key))
                .map(attribute -> attribute.getJsonObject("value").getString("stringValue"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonObject> objects(JsonObject from, String name) {
        return from.getJsonArray(name).stream().map(JsonObject.class::cast);
    }
}

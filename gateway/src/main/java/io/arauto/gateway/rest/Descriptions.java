package io.arauto.gateway.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** What the server can do, for programs to read: {@code /openapi.yaml} and {@code /asyncapi.yaml}, open to everyone. */
public final class Descriptions {
    private static final String EVENTS = "asyncapi.yaml";

    private final Contract contract;
    private final Map<String, Buffer> files;

    private Descriptions(Contract contract, Buffer events) {
        this.contract = contract;
        this.files = Map.of("/openapi.yaml", contract.text(), '/' + EVENTS, events);
    }

    public static Future<Descriptions> load(Vertx vertx) {
        return Contract.load(vertx)
                .compose(contract ->
                        vertx.fileSystem().readFile(EVENTS).map(events -> new Descriptions(contract, events)));
    }

    Contract contract() {
        return contract;
    }

    public boolean serves(String path) {
        return files.containsKey(path);
    }

    public void handle(HttpServerRequest request) {
        var response = request.response();
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Type", "application/yaml")
                    .putHeader("Cache-Control", "no-cache")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .end(files.get(request.path()));
        } else {
            response.setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
        }
    }
}

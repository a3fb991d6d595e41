package io.arauto.gateway.rest;

import static io.vertx.json.schema.JsonSchema.EXCLUDE_ANNOTATION_ENTRIES;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchemaValidationException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API as {@code openapi.yaml} states it, which is what requests are checked by. It is checked itself when it is loaded. Of vertx-openapi
 * that is all: its model of a contract knows no {@code application/problem+json}, and its validator goes to a worker thread with each request.
 */
final class Contract {
    private static final String FILE = "openapi.yaml";
    private static final OpenAPIVersion VERSION = OpenAPIVersion.V3_1;

    private final Buffer text;
    private final Map<String, RequestRules> rules = new HashMap<>();

    private Contract(Buffer text, JsonObject resolved, SchemaRepository schemas) {
        this.text = text;
        resolved.getJsonObject("paths").stream()
                .filter(EXCLUDE_ANNOTATION_ENTRIES)
                .forEach(path -> ((JsonObject) path.getValue())
                        .stream()
                                .filter(EXCLUDE_ANNOTATION_ENTRIES)
                                .forEach(operation -> rules.put(
                                        route(operation.getKey(), path.getKey()),
                                        RequestRules.of(schemas, (JsonObject) operation.getValue()))));
    }

    /** Fails when the file is no OpenAPI 3.1. */
    static Future<Contract> load(Vertx vertx) {
        return vertx.fileSystem()
                .readFile(FILE)
                .compose(text -> VERSION.getRepository(vertx, "app://")
                        .compose(schemas ->
                                resolved(vertx, schemas, text).map(resolved -> new Contract(text, resolved, schemas))));
    }

    private static Future<JsonObject> resolved(Vertx vertx, SchemaRepository schemas, Buffer text) {
        Map<String, Object> yaml =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString(StandardCharsets.UTF_8));
        var json = new JsonObject(new JsonObject(yaml).encode());
        return VERSION.validateContract(vertx, schemas, json).compose(result -> {
            check(result);
            return VERSION.resolve(vertx, schemas, json);
        });
    }

    private static void check(OutputUnit result) {
        try {
            result.checkValidity();
        } catch (JsonSchemaValidationException failure) {
            throw new IllegalStateException(FILE + " is no OpenAPI 3.1", failure);
        }
    }

    /** As it is served. */
    Buffer text() {
        return text;
    }

    /** @param route such as {@code GET /channels/{name}} */
    RequestRules rules(String route) {
        return rules.getOrDefault(route, RequestRules.NONE);
    }

    private static String route(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + ' ' + path.substring(RestApi.PREFIX.length());
    }
}

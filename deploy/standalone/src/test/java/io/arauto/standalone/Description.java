package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** {@code openapi.yaml} or {@code asyncapi.yaml} as a gateway serves it. What it says of a JSON value is checked to the last field. */
final class Description {
    private static final String REF = "$ref";

    private final JsonObject root;

    private Description(JsonObject root) {
        this.root = root;
    }

    /** @param address such as {@code http://127.0.0.1:3000/openapi.yaml} */
    static Description at(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var text = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
            Map<String, Object> yaml = new Yaml().load(text);
            return new Description(new JsonObject(new JsonObject(yaml).encode()));
        }
    }

    JsonObject object(String field) {
        return root.getJsonObject(field);
    }

    /** What a reference stands for, or the object itself. */
    JsonObject resolved(JsonObject object) {
        if (!object.containsKey(REF)) {
            return object;
        }
        var found = root;
        for (var step : object.getString(REF).substring(2).split("/", -1)) {
            found = found.getJsonObject(step.replace("~1", "/"));
        }
        return resolved(found);
    }

    /** Fails when the schema does not allow the value, or does not know one of its fields. */
    void allows(JsonObject schema, JsonObject value, String what) {
        var whole =
                schema.copy().put("components", root.getJsonObject("components").copy());
        var options = new JsonSchemaOptions()
                .setBaseUri("app://description")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        var result = Validator.create(JsonSchema.of(whole), options).validate(value);
        assertThat(result.getValid())
                .as(() -> what + " " + value + " " + result.toJson())
                .isTrue();
        assertThat(fields(schema)).as(what).containsAll(value.fieldNames());
    }

    private Set<String> fields(JsonObject schema) {
        var found = resolved(schema);
        var fields = new TreeSet<>(
                found.getJsonObject("properties", new JsonObject()).fieldNames());
        found.getJsonArray("allOf", new JsonArray()).forEach(part -> fields.addAll(fields((JsonObject) part)));
        return fields;
    }
}

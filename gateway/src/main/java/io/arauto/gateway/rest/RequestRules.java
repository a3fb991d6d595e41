package io.arauto.gateway.rest;

import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code openapi.yaml} says of the requests of one route. What breaks it is refused as {@code invalid_payload}, naming the field. */
final class RequestRules {
    static final RequestRules NONE = new RequestRules(Map.of(), Map.of(), Set.of(), null);

    private static final String JSON = "application/json";
    private static final Pattern MISSING = Pattern.compile("required property \"(.+)\"");

    private final Map<String, Validator> query;
    private final Map<String, Validator> headers;
    private final Set<String> numbers;
    private final @Nullable Validator body;

    private RequestRules(
            Map<String, Validator> query,
            Map<String, Validator> headers,
            Set<String> numbers,
            @Nullable Validator body) {
        this.query = Map.copyOf(query);
        this.headers = Map.copyOf(headers);
        this.numbers = Set.copyOf(numbers);
        this.body = body;
    }

    /** @param operation of OpenAPI, its references resolved */
    static RequestRules of(SchemaRepository schemas, JsonObject operation) {
        var query = new HashMap<String, Validator>();
        var headers = new HashMap<String, Validator>();
        var numbers = new HashSet<String>();
        for (var item : operation.getJsonArray("parameters", new JsonArray())) {
            var parameter = (JsonObject) item;
            var name = parameter.getString("name");
            var schema = parameter.getJsonObject("schema");
            switch (parameter.getString("in")) {
                case "query" -> query.put(name, schemas.validator(JsonSchema.of(schema)));
                case "header" -> headers.put(name, schemas.validator(JsonSchema.of(schema)));
                default -> {}
            }
            if ("integer".equals(schema.getValue("type"))) {
                numbers.add(name);
            }
        }
        return new RequestRules(query, headers, numbers, body(schemas, operation));
    }

    private static @Nullable Validator body(SchemaRepository schemas, JsonObject operation) {
        var body = operation.getJsonObject("requestBody");
        return body == null
                ? null
                : schemas.validator(JsonSchema.of(
                        body.getJsonObject("content").getJsonObject(JSON).getJsonObject("schema")));
    }

    boolean isNumber(String parameter) {
        return numbers.contains(parameter);
    }

    void checkQuery(JsonObject parameters) {
        query.forEach((name, validator) -> check(name, validator, parameters.getValue(name)));
    }

    void checkHeader(String name, @Nullable String value) {
        check(name, headers.get(name), value);
    }

    void checkBody(JsonObject json) {
        check("", body, json);
    }

    private static void check(String name, @Nullable Validator validator, @Nullable Object value) {
        if (validator != null && value != null) {
            var result = validator.validate(value);
            if (!result.getValid()) {
                throw refusal(name, result);
            }
        }
    }

    /** Of several errors the innermost one says what is wrong, the others say where it is. */
    private static Refusal refusal(String name, OutputUnit result) {
        var error = Objects.requireNonNull(result.getErrors()).stream()
                .max(Comparator.comparingInt(RequestRules::depth))
                .orElse(result);
        var what = String.valueOf(error.getError());
        var missing = MISSING.matcher(what);
        var place = name + location(error).substring(1).replace('/', '.');
        var field = missing.find() ? place + '.' + missing.group(1) : place;
        return new Refusal(
                ErrorCode.INVALID_PAYLOAD,
                what,
                new JsonObject().put("field", field.startsWith(".") ? field.substring(1) : field));
    }

    private static int depth(OutputUnit error) {
        return (int)
                location(error).chars().filter(character -> character == '/').count();
    }

    /** A JSON pointer in a fragment: {@code #/data/0}. */
    private static String location(OutputUnit error) {
        return Objects.requireNonNullElse(error.getInstanceLocation(), "#");
    }
}

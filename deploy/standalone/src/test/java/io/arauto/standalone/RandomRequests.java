package io.arauto.standalone;

import io.arauto.testkit.TestUser;
import io.arauto.testkit.Tokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests for the operations of an OpenAPI file, from a seed: mostly what its schemas allow, sometimes what they do not. */
final class RandomRequests {
    private static final List<String> NAMES = List.of(
            "geral", "vendas", "promo", "nenhum", "dm:1:2", "dm:2:1", "1", "2", "Ã$", "a b", "../x", "x".repeat(120));
    private static final List<Object> ODDITIES = List.of(
            "",
            " ",
            0,
            -1,
            1.5,
            true,
            new JsonArray(),
            new JsonObject(),
            "\u0000\u0001\uD83D\uDE00",
            "x".repeat(20_000));

    /** Else whoever ended all sessions of a user would end the test of that user's rights. */
    private static final Duration AFTER_ALL_REVOCATIONS = Duration.ofHours(1);

    private final String url;
    private final Random random;
    private final List<TestUser> users;

    RandomRequests(String url, String tenant, long seed) {
        this.url = url;
        this.random = new Random(seed);
        this.users = List.of(
                TestUser.service(tenant),
                TestUser.principal(tenant, "3", "ana.lima"),
                TestUser.of(tenant, "1", "joao.silva", "vendas", "chat"),
                TestUser.of(tenant, "5", "administrador", "admin"));
    }

    /** @param operation with its references resolved */
    HttpRequest next(String method, String path, JsonObject operation) {
        var address = new StringBuilder(path);
        var query = new StringBuilder();
        for (var item : operation.getJsonArray("parameters", new JsonArray())) {
            var parameter = (JsonObject) item;
            var name = parameter.getString("name");
            if ("path".equals(parameter.getString("in"))) {
                var place = address.indexOf("{" + name + "}");
                address.replace(place, place + name.length() + 2, encoded(pick(NAMES)));
            } else if ("query".equals(parameter.getString("in")) && random.nextBoolean()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(String.valueOf(value(parameter.getJsonObject("schema"), 3))));
            }
        }
        var request = HttpRequest.newBuilder(URI.create(url + address + query));
        authorize(request);
        var body = operation.getJsonObject("requestBody");
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        var schema =
                body.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
        return request.header("Content-Type", rarely() ? "text/plain" : "application/json")
                .header("Idempotency-Key", rarely() ? "not a key" : "k" + random.nextInt(50))
                .method(method, BodyPublishers.ofString(text(schema)))
                .build();
    }

    private void authorize(HttpRequest.Builder request) {
        var user = pick(users);
        if (!rarely()) {
            var lifetime = Duration.ofMinutes(rarely() ? -1 : 10);
            var issued = Instant.now().plus(AFTER_ALL_REVOCATIONS).getEpochSecond();
            request.header(
                    "Authorization",
                    "Bearer " + Tokens.sign(user.claims(lifetime).put("iat", issued), Tokens.SECRET));
        }
    }

    private String text(JsonObject schema) {
        if (rarely()) {
            return pick(List.of("", "null", "[]", "{", "7", "{\"a\":}", "\u0000"));
        }
        return value(schema, 0) instanceof JsonObject object ? object.encode() : "{}";
    }

    private @Nullable Object value(JsonObject schema, int depth) {
        if (depth > 0 && rarely()) {
            return random.nextInt(4) == 0 ? null : pick(ODDITIES);
        }
        if (schema.containsKey("enum")) {
            return pick(schema.getJsonArray("enum").stream().toList());
        }
        var type = schema.getValue("type");
        return switch (String.valueOf(
                type instanceof JsonArray several ? pick(several.stream().toList()) : type)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> random.nextInt(210);
            case "number" -> random.nextInt(4) / 2.0;
            case "boolean" -> random.nextBoolean();
            case "string" -> string(schema);
            default -> pick(List.of(1, "x", new JsonObject().put("any", "thing"), new JsonArray().add(1)));
        };
    }

    private JsonObject object(JsonObject schema, int depth) {
        var object = new JsonObject();
        var required = schema.getJsonArray("required", new JsonArray());
        for (var property : schema.getJsonObject("properties", new JsonObject())) {
            if (property.getKey().startsWith("__")) {
                continue;
            }
            if (required.contains(property.getKey()) ? !rarely() : random.nextBoolean()) {
                object.put(property.getKey(), value((JsonObject) property.getValue(), depth + 1));
            }
        }
        return object;
    }

    private JsonArray array(JsonObject schema, int depth) {
        var array = new JsonArray();
        for (var count = random.nextInt(4); count > 0; count--) {
            array.add(value(schema.getJsonObject("items"), depth + 1));
        }
        return array;
    }

    private String string(JsonObject schema) {
        var pattern = schema.getString("pattern", "");
        if (pattern.contains("-[0-9]")) {
            return random.nextInt(1_000) + "-" + random.nextInt(3);
        }
        return rarely() ? "olá \uD83D\uDE00 \"'%&<" : pick(NAMES.subList(0, 8));
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** No longer than an address may be: longer ones are HTTP's business, 414. */
    private static String encoded(String text) {
        return URLEncoder.encode(text.substring(0, Math.min(text.length(), 300)), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}

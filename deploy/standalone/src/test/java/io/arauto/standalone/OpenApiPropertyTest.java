package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/** Whatever is asked of any route, the answer is one that openapi.yaml describes, and never a fault. */
class OpenApiPropertyTest {
    private static final int REQUESTS_OF_EACH = 60;

    @RegisterExtension
    static final Installation INSTALLATION = new Installation();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void everyAnswerIsDescribedAndNoneIsAFault() throws Exception {
        INSTALLATION.worker();
        var url = INSTALLATION.gateway();
        var schemas = Installation.await(OpenAPIVersion.V3_1.getRepository(INSTALLATION.vertx(), "app://"));
        var contract = Installation.await(OpenAPIVersion.V3_1.resolve(INSTALLATION.vertx(), schemas, description(url)));
        var seed = System.nanoTime();
        var requests = new RandomRequests(url, "t" + seed, seed);

        for (var round = 0; round < REQUESTS_OF_EACH; round++) {
            for (var path : contract.getJsonObject("paths")) {
                if (path.getKey().startsWith("/")) {
                    for (var operation : (JsonObject) path.getValue()) {
                        if (operation.getValue() instanceof JsonObject described) {
                            var request = requests.next(
                                    operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), described);
                            check(schemas, described, request, "seed " + seed);
                        }
                    }
                }
            }
        }
    }

    private void check(SchemaRepository schemas, JsonObject operation, HttpRequest request, String seed)
            throws Exception {
        var answer = answer(request, seed);
        var what = seed + ": " + request + " → " + answer.statusCode() + " " + answer.body();
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        var described = operation.getJsonObject("responses").getJsonObject(String.valueOf(answer.statusCode()));
        assertThat(described).as(what).isNotNull();
        var content = described.getJsonObject("content");
        if (content == null) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        var schema = content.getJsonObject(type(answer));
        assertThat(schema).as(what).isNotNull();
        var result = schemas.validator(JsonSchema.of(schema.getJsonObject("schema")))
                .validate(new JsonObject(answer.body()));
        assertThat(result.getValid()).as(() -> what + " " + result.toJson()).isTrue();
    }

    private HttpResponse<String> answer(HttpRequest request, String seed) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(seed + ": no answer to " + request + " " + request.headers(), failure);
        }
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("none");
    }

    private JsonObject description(String url) throws Exception {
        var text = http.send(
                        HttpRequest.newBuilder(URI.create(url + "/openapi.yaml"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Map<String, Object> yaml = new Yaml().load(text);
        return new JsonObject(new JsonObject(yaml).encode());
    }
}

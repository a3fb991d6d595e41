package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.config.Environment;
import io.arauto.gateway.Gateway;
import io.arauto.gateway.GatewayConfig;
import io.arauto.process.Launcher;
import io.arauto.testkit.Eventually;
import io.arauto.testkit.TestPostgres;
import io.arauto.testkit.TestRedis;
import io.arauto.testkit.Tokens;
import io.arauto.worker.Worker;
import io.arauto.worker.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/** Whatever is asked of any route, the answer is one that openapi.yaml describes, and never a fault. */
class OpenApiPropertyTest {
    private static final int REQUESTS_OF_EACH = 60;

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @RegisterExtension
    static final TestPostgres POSTGRES = TestPostgres.empty();

    private final Vertx vertx = Launcher.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> open = new ArrayList<>();
    private String url = "";

    @BeforeEach
    void start() {
        var environment = Environment.of(Map.of(
                "REDIS_URL", REDIS.url(),
                "DATABASE_URL", POSTGRES.url(),
                "SOCKET_HOST", "127.0.0.1",
                "SOCKET_PORT", "0",
                "ARAUTO_MANAGEMENT_PORT", "0",
                "ARAUTO_JWT_SECRET", Tokens.SECRET,
                "ARAUTO_DRAIN_TIME", "0ms"));
        var worker = new Worker(vertx, WorkerConfig.from(environment));
        await(worker.start());
        open.add(() -> await(worker.stop()));
        var gateway = await(Gateway.create(vertx, GatewayConfig.from(environment)));
        await(gateway.start());
        open.add(() -> await(gateway.stop()));
        Eventually.isTrue("gateway is ready", gateway::isReady);
        url = "http://127.0.0.1:" + gateway.clientPort();
    }

    @AfterEach
    void stop() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
        await(vertx.close());
    }

    @Test
    void everyAnswerIsDescribedAndNoneIsAFault() throws Exception {
        var schemas = await(OpenAPIVersion.V3_1.getRepository(vertx, "app://"));
        var contract = await(OpenAPIVersion.V3_1.resolve(vertx, schemas, description()));
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

    private JsonObject description() throws Exception {
        var text = http.send(
                        HttpRequest.newBuilder(URI.create(url + "/openapi.yaml"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Map<String, Object> yaml = new Yaml().load(text);
        return new JsonObject(new JsonObject(yaml).encode());
    }

    private static <T> T await(Future<T> future) {
        return Eventually.completes("a node", future.toCompletionStage().toCompletableFuture());
    }
}

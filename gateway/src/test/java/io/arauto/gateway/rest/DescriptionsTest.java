package io.arauto.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.gateway.TwoNodes;
import io.arauto.testkit.TestUser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/** Every route and event of the code is described, and what is described is there. */
class DescriptionsTest {
    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes();

    private static final Pattern ROUTE = Pattern.compile("\\.(get|post|put|delete)\\(\\s*\"(/[^\"]*)\"");
    private static final Pattern ASKED = Pattern.compile("\\.on\\(\\s*\"([a-z:-]+)\"");
    private static final Pattern TOLD =
            Pattern.compile("(?:OutgoingEvent\\s*\\.\\w+|OutboundPacket\\.event|emit|tell)\\(" + "\\s*\"([a-z:-]+)\"");

    private static final Pattern TOLD_BY_SCRIPTS = Pattern.compile("(?:\\btell\\([^)']*'|'2\\[\")([a-z:-]+)['\"]");
    private static final Path SCRIPTS = Path.of("../broker-bridge/src/main/resources");

    private static String code = "";
    private static JsonObject openApi = new JsonObject();
    private static JsonObject asyncApi = new JsonObject();

    @BeforeAll
    static void readAll() throws Exception {
        openApi = yaml("/openapi.yaml");
        asyncApi = yaml("/asyncapi.yaml");
        code = all(Path.of("src/main/java"), ".java") + all(SCRIPTS, ".lua");
    }

    private static String all(Path root, String ending) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(DescriptionsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void everyRouteIsDescribedAndTheReverse() {
        assertThat(described()).isEqualTo(routesOfTheCode());
    }

    @Test
    void everyEventThatClientsMaySendIsDescribedAndTheReverse() {
        assertThat(events("receive")).isEqualTo(found(ASKED));
    }

    @Test
    void everyEventThatClientsAreSentIsDescribedAndTheReverse() {
        var told = found(TOLD);
        told.addAll(found(TOLD_BY_SCRIPTS));
        assertThat(events("send")).isEqualTo(told);
    }

    @Test
    void whatIsDescribedIsThere() throws Exception {
        var client = NODES.onA(TestUser.principal("t1", "3", "ana.lima"));
        for (var event : events("receive")) {
            var answer = client.emit(event, new JsonObject().put("nothing", "at all"))
                    .get();
            assertThat(answer.getJsonObject("error", new JsonObject()).getString("code"))
                    .as(event)
                    .isNotEqualTo("unknown_event");
        }
        for (var route : described()) {
            assertThat(problem(route).getString("detail", ""))
                    .as(route)
                    .isNotIn("there is nothing here", "this path does not take this method");
        }
    }

    @Test
    void descriptionsAreForEveryoneAndEveryPage() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(NODES.b() + "/openapi.yaml"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.body()).startsWith("openapi: 3.1.0");
        assertThat(asyncApi.getString("asyncapi")).isEqualTo("3.0.0");
    }

    private static Set<String> described() {
        var routes = new TreeSet<String>();
        openApi.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue())
                        .fieldNames()
                        .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        return routes;
    }

    private static Set<String> routesOfTheCode() {
        var routes = new TreeSet<String>();
        var matcher = ROUTE.matcher(code);
        while (matcher.find()) {
            routes.add(matcher.group(1).toUpperCase(Locale.ROOT) + " /api/v1" + matcher.group(2));
        }
        return routes;
    }

    private static Set<String> events(String action) {
        var names = new TreeSet<String>();
        for (var operation : asyncApi.getJsonObject("operations")) {
            if (((JsonObject) operation.getValue()).getString("action").equals(action)) {
                names.add(asyncApi.getJsonObject("components")
                        .getJsonObject("messages")
                        .getJsonObject(operation.getKey())
                        .getString("name"));
            }
        }
        return names;
    }

    private static Set<String> found(Pattern pattern) {
        var names = new TreeSet<String>();
        var matcher = pattern.matcher(code);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static JsonObject problem(String route) throws IOException, InterruptedException {
        var parts = route.split(" ", 2);
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(NODES.a() + parts[1].replaceAll("\\{\\w+}", "x")))
                                .header(
                                        "Authorization",
                                        "Bearer " + TestUser.service("t1").token())
                                .header("Content-Type", "application/json")
                                .method(parts[0], BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
        return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
    }

    private static JsonObject yaml(String path) throws IOException, InterruptedException {
        var text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(NODES.a() + path)).build(), BodyHandlers.ofString())
                .body();
        Map<String, Object> parsed = new Yaml().load(text);
        return new JsonObject(new JsonObject(parsed).encode());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

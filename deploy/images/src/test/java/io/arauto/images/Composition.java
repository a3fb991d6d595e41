package io.arauto.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.arauto.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** {@code deploy/compose.yaml} with its anchors and merges resolved. */
final class Composition {

    static final Path DIRECTORY = ProjectRoot.directory().resolve("deploy");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode root;

    private Composition(JsonNode root) {
        this.root = root;
    }

    /** A volume of a service: a file or directory of the project, or a name, and where it is seen. */
    record Mount(String service, String source, String target) {
        boolean isOfProject() {
            return source.startsWith("./");
        }

        Path path() {
            return DIRECTORY.resolve(source).normalize();
        }
    }

    static Composition read() throws IOException {
        return new Composition(JSON.valueToTree(new Yaml().load(Files.readString(DIRECTORY.resolve("compose.yaml")))));
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    JsonNode root() {
        return root;
    }

    Map<String, JsonNode> services() {
        var services = new TreeMap<String, JsonNode>();
        root.path("services").properties().forEach(entry -> services.put(entry.getKey(), entry.getValue()));
        return services;
    }

    JsonNode service(String name) {
        return root.path("services").path(name);
    }

    Map<String, String> environment(String service) {
        var environment = new TreeMap<String, String>();
        service(service)
                .path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }

    List<Mount> mounts() {
        return services().entrySet().stream()
                .flatMap(entry -> texts(entry.getValue().path("volumes")).map(volume -> {
                    var parts = volume.split(":", -1);
                    return new Mount(entry.getKey(), parts[0], parts[1]);
                }))
                .toList();
    }

    /** What a list holds, or the names in an object. */
    static Stream<String> texts(JsonNode node) {
        return node.isObject()
                ? node.properties().stream().map(Map.Entry::getKey)
                : StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText);
    }
}

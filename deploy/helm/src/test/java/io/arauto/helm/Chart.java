package io.arauto.helm;

import com.marcnuri.helm.Helm;
import io.arauto.testkit.ProjectRoot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The chart, rendered as {@code helm template} does. */
final class Chart {
    static final Path DIRECTORY = ProjectRoot.directory().resolve("deploy/helm/arauto");
    static final List<String> VALUE_SETS = List.of("smallest", "public-key", "large");

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");

    private Chart() {}

    /** @param values name of a file in the resources {@code values} */
    static String rendered(String values) {
        return render(resource("values/" + values + ".yaml"));
    }

    static String render(Path values) {
        return new Helm(DIRECTORY)
                .template()
                .withName("rt")
                .withNamespace("erp")
                .withValuesFile(values)
                .call();
    }

    static List<HasMetadata> objects(String rendered) {
        return SEPARATOR
                .splitAsStream(rendered)
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
                .<HasMetadata>map(YAML::unmarshal)
                .toList();
    }

    static <T extends HasMetadata> T only(List<HasMetadata> objects, Class<T> kind, String name) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    static Path resource(String name) {
        return ProjectRoot.directory().resolve("deploy/helm/src/test/resources").resolve(name);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

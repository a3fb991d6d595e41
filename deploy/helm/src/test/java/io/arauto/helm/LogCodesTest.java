package io.arauto.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.testkit.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What processes warn of, operators can look up. */
class LogCodesTest {
    private static final Pattern LOGGED = Pattern.compile("\\.(?:warn|error)\\(\\s*\"([a-z]+(?:_[a-z]+)+)\\b");
    private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

    @Test
    void everyCodeThatIsLoggedAsAWarningOrAnErrorIsInTheDocumentationAndNoOther() {
        var logged = Stream.of("broker-bridge", "gateway", "persistence-worker")
                .map(module -> ProjectRoot.directory().resolve(module).resolve("src/main/java"))
                .flatMap(LogCodesTest::sources)
                .map(Chart::read)
                .flatMap(source -> codes(LOGGED, source))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented()).isEqualTo(logged);
    }

    /** The first cells of the table. */
    private static Set<String> documented() {
        var text = Chart.read(ProjectRoot.directory().resolve("docs/operations.md"));
        return text.substring(text.indexOf("<!-- codes -->"), text.indexOf("<!-- /codes -->"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> codes(DOCUMENTED, cell))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> codes(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static Stream<Path> sources(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

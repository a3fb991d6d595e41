package io.arauto.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    private final Dockerfile dockerfile = Dockerfile.read();

    @Test
    void whatRunsIsNobodyInParticularAsTheChartRunsIt() throws IOException {
        var chart = Files.readString(ProjectRoot.directory().resolve("deploy/helm/arauto/templates/_helpers.tpl"));

        assertThat(dockerfile.last("USER"))
                .extracting(Dockerfile.Instruction::arguments)
                .containsExactly("65532:65532");
        assertThat(chart).contains("runAsUser: 65532", "runAsGroup: 65532", "readOnlyRootFilesystem: true");
    }

    @Test
    void noShellIsNeededWhereItRuns() {
        assertThat(dockerfile.last("RUN")).isEmpty();
        assertThat(dockerfile.last("ENTRYPOINT"))
                .singleElement()
                .satisfies(start -> assertThat(start.exec()).startsWith("/opt/arauto/runtime/bin/java"));
    }

    @Test
    void everyBaseCanBePinnedFromOutsideAndThatWithVersionsHasOne() {
        assertThat(dockerfile.all("FROM").map(from -> from.words().getFirst()))
                .containsExactly("${BUILD_BASE}", "${RUNTIME_BASE}");
        assertThat(dockerfile.bases()).containsOnlyKeys("BUILD_BASE", "RUNTIME_BASE");
        assertThat(dockerfile.bases().get("BUILD_BASE"))
                .matches("eclipse-temurin:" + Runtime.version().feature() + "\\.\\d+\\.\\d+_\\d+-jdk-[a-z]+");
    }

    @Test
    void everythingCopiedIsThereOrBuiltAndIsLetThroughToTheBuild() throws IOException {
        var ignored = Files.readAllLines(Dockerfile.DIRECTORY.resolve("Dockerfile.dockerignore"));
        var sources = dockerfile.stages().getFirst().stream()
                .filter(instruction -> instruction.name().equals("COPY"))
                .flatMap(copy -> copy.words().subList(0, copy.words().size() - 1).stream())
                .map(source -> source.replace("${APP}", "gateway"))
                .toList();

        assertThat(sources).hasSize(5).allSatisfy(source -> {
            if (!source.contains("/target/")) {
                assertThat(ProjectRoot.directory().resolve(source)).exists();
            }
            assertThat(ignored).contains("!" + source.replaceFirst("^gateway/", "*/"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUM true", "USER", "ENTRYPOINT", "from scratch", "  USER root", "FROMage a:1"})
    void whatIsNotUnderstoodIsNotTakenForFine(String line) {
        assertThatThrownBy(() -> Dockerfile.parse(List.of("FROM a:1", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }
}

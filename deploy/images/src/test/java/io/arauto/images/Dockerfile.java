package io.arauto.images;

import io.arauto.testkit.ProjectRoot;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Dockerfile, read strictly: one instruction a line, of the few that it needs, the last stage being what runs.
 *
 * @param bases what stages are built on, by the name of the argument that may name another
 * @param stages each begins with its FROM
 */
record Dockerfile(Map<String, String> bases, List<List<Instruction>> stages) {

    static final Path DIRECTORY = ProjectRoot.directory().resolve("deploy/images");

    private static final Set<String> KNOWN =
            Set.of("FROM", "ARG", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "ENTRYPOINT");

    /** An instruction and all that follows its name. */
    record Instruction(String name, String arguments) {

        /** The parts of the exec form, which needs no shell; any other form fails. */
        List<String> exec() {
            return new JsonArray(arguments).stream().map(String.class::cast).toList();
        }

        List<String> words() {
            return List.of(arguments.split(" ", -1));
        }
    }

    static Dockerfile read() {
        try {
            return parse(Files.readAllLines(DIRECTORY.resolve("Dockerfile")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Dockerfile parse(List<String> lines) {
        var bases = new HashMap<String, String>();
        var stages = new ArrayList<List<Instruction>>();
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = line.split(" ", 2);
            if (!KNOWN.contains(parts[0]) || parts.length == 1) {
                throw new IllegalArgumentException("not an instruction: " + line);
            }
            if (parts[0].equals("FROM")) {
                stages.add(new ArrayList<>());
            }
            if (stages.isEmpty()) {
                var base = parts[1].split("=", 2);
                bases.put(base[0], base[1]);
            } else {
                stages.getLast().add(new Instruction(parts[0], parts[1]));
            }
        }
        return new Dockerfile(Map.copyOf(bases), List.copyOf(stages));
    }

    Stream<Instruction> all(String name) {
        return stages.stream()
                .flatMap(List::stream)
                .filter(instruction -> instruction.name().equals(name));
    }

    Stream<Instruction> last(String name) {
        return stages.getLast().stream()
                .filter(instruction -> instruction.name().equals(name));
    }
}

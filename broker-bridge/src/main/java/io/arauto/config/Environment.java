package io.arauto.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment of a process, typed and bounded. For each variable, {@code NAME_FILE} may name a file that holds the value; a
 * variable that is set to nothing counts as not set. Every failure is a {@link ConfigException}.
 */
public final class Environment {
    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Checks all that is set, also what this process will not read: a misspelt name must not pass for a default, and a wrong value must
     * not wait for its first use.
     */
    public static Environment of(Map<String, String> variables) {
        new TreeMap<>(variables).forEach(KnownNames::check);
        var environment = new Environment(Map.copyOf(variables));
        for (var variable : Variable.values()) {
            environment.set(variable.name()).ifPresent(value -> check(variable, value));
        }
        return environment;
    }

    /** Empty text when the variable may be left out and is. */
    public String text(Variable variable) {
        return value(variable)
                .orElseThrow(() -> new ConfigException(variable + " is required: " + variable.description()));
    }

    /** Empty when the variable is neither set nor has a default. */
    public Optional<String> optional(Variable variable) {
        return value(variable).filter(text -> !text.isEmpty());
    }

    public int integer(Variable variable) {
        return Integer.parseInt(text(variable));
    }

    public Duration duration(Variable variable) {
        return Durations.parse(text(variable)).orElseThrow();
    }

    /** Parts between commas, without blanks around them. */
    public Set<String> list(Variable variable) {
        return Arrays.stream(text(variable).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> value(Variable variable) {
        var file = set(variable.name() + KnownNames.FILE);
        if (file.isEmpty()) {
            return set(variable.name()).or(() -> Optional.ofNullable(variable.otherwise()));
        }
        if (set(variable.name()).isPresent()) {
            throw new ConfigException(variable + " and " + variable + "_FILE are both set; one is to go");
        }
        return file.map(path -> read(variable, path));
    }

    private Optional<String> set(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Without the line end that editors and {@code echo} leave behind. */
    private static String read(Variable variable, String path) {
        try {
            var value = Files.readString(Path.of(path)).strip();
            if (value.isEmpty()) {
                throw new ConfigException(variable + "_FILE names an empty file");
            }
            check(variable, value);
            return value;
        } catch (IOException | InvalidPathException _) {
            throw new ConfigException(variable + "_FILE takes the path of a readable file");
        }
    }

    private static void check(Variable variable, String value) {
        if (!variable.kind().accepts(value)) {
            throw new ConfigException(variable + " takes " + variable.kind().takes());
        }
    }
}

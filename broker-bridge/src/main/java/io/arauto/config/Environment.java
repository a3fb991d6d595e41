package io.arauto.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a process, typed and bounded. For each variable, {@code NAME_FILE} may name a file that holds the value. Every
 * failure is a {@link ConfigException}.
 */
public final class Environment {
    private static final String PREFIX = "ARAUTO_";
    private static final String FILE = "_FILE";
    private static final Set<String> KNOWN =
            Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Refuses a name that starts like one of ours and is none: a misspelt setting must not pass for a default. */
    public static Environment of(Map<String, String> variables) {
        variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(withoutFile(name)))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigException(name + " is unknown; did you mean " + nearest(name) + "?");
                });
        return new Environment(variables);
    }

    public String text(Variable variable) {
        return value(variable)
                .orElseThrow(() -> new ConfigException(variable + " is required: " + variable.description()));
    }

    /** Empty when the variable is neither set nor has a default. */
    public Optional<String> optional(Variable variable) {
        return value(variable).filter(text -> !text.isEmpty());
    }

    public int integer(Variable variable) {
        var bounds = (Kind.Whole) variable.kind();
        var takes = "a whole number from " + bounds.least() + " to " + bounds.most();
        try {
            var number = Integer.parseInt(text(variable));
            if (number >= bounds.least() && number <= bounds.most()) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw wrong(variable, takes);
        }
        throw wrong(variable, takes);
    }

    public Duration duration(Variable variable) {
        var bounds = (Kind.Time) variable.kind();
        return Durations.parse(text(variable))
                .filter(time -> time.compareTo(bounds.least()) >= 0 && time.compareTo(bounds.most()) <= 0)
                .orElseThrow(() -> wrong(
                        variable,
                        "a duration such as 25s or 500ms, from "
                                + bounds.least().toMillis() + "ms to "
                                + bounds.most().toMillis() + "ms"));
    }

    /** Parts between commas, without blanks around them. */
    public Set<String> list(Variable variable) {
        return Arrays.stream(text(variable).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ConfigException wrong(Variable variable, String takes) {
        return new ConfigException(variable + " takes " + takes);
    }

    private Optional<String> value(Variable variable) {
        var set = variables.get(variable.name());
        var file = variables.get(variable.name() + FILE);
        if (set != null && file != null) {
            throw new ConfigException(variable + " and " + variable + FILE + " are both set; one is to go");
        }
        return Optional.ofNullable(file == null ? orDefault(set, variable) : read(variable, file));
    }

    private static @Nullable String orDefault(@Nullable String set, Variable variable) {
        return set == null || set.isEmpty() ? variable.otherwise() : set;
    }

    private static String read(Variable variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException _) {
            throw new ConfigException(variable + FILE + " takes the path of a readable file");
        }
    }

    private static String withoutFile(String name) {
        return name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
    }

    private static String nearest(String name) {
        return KNOWN.stream()
                .min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein distance. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        Arrays.setAll(row, index -> index);
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var above = row[j];
                var replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}

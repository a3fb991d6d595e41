package io.arauto.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells our names from misspelt ones, and finds the one that was meant. */
final class KnownNames {
    static final String FILE = "_FILE";

    private static final String PREFIX = "ARAUTO_";
    private static final Set<String> NAMES =
            Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toUnmodifiableSet());

    /**
     * What Kubernetes puts into every container for each service of the namespace; one that is called {@code arauto} or
     * {@code arauto-gateway} must not keep us from starting.
     */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "[A-Z0-9_]+_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_[A-Z]+)?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private KnownNames() {}

    /** Throws {@link ConfigException} for a name that starts like one of ours and is none. */
    static void check(String name, String value) {
        var plain = name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
        if (name.startsWith(PREFIX) && !NAMES.contains(plain) && !isServiceLink(name, value)) {
            throw new ConfigException(name + " is unknown; did you mean " + nearest(plain) + "?");
        }
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches());
    }

    private static String nearest(String name) {
        return NAMES.stream()
                .min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's: how many letters to insert, drop or replace. */
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

package io.arauto.broker;

import java.util.Optional;
import java.util.regex.Pattern;

/** The unit of publish, subscription and hot log. */
public record Topic(Kind kind, String name) {
    /** What a topic carries. */
    public enum Kind {
        CHANNEL('c'),
        USER('u'),
        MODULE('m'),
        PRESENCE('p'),
        LOCK('l'),
        TENANT('t');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    private static final int LONGEST_NAME = 100;
    private static final String ALL_LOCKS = ":";
    private static final String DIRECT_PREFIX = "dm:";
    private static final Pattern DIRECT = Pattern.compile("dm:[^:]+:[^:]+");

    public Topic {
        var valid = switch (kind) {
            case USER -> UserIds.isValid(name);
            case MODULE, PRESENCE, TENANT -> isName(name);
            case LOCK -> name.equals(ALL_LOCKS) || isName(name);
            case CHANNEL -> name.startsWith(DIRECT_PREFIX) ? isDirect(name) : isName(name);
        };
        if (!valid) {
            throw new InvalidName("a name takes 1 to 100 of a-z 0-9 _ . : - and starts with a letter or digit");
        }
    }

    public static Topic channel(String name) {
        return new Topic(Kind.CHANNEL, name);
    }

    public static Topic user(String id) {
        return new Topic(Kind.USER, id);
    }

    public static Topic module(String name) {
        return new Topic(Kind.MODULE, name);
    }

    /** Who of the tenant is there: ephemeral, one for all users. */
    public static Topic presence() {
        return new Topic(Kind.PRESENCE, "all");
    }

    /** What all gateways that have sessions of the tenant must know; no client sees it. */
    public static Topic tenant() {
        return new Topic(Kind.TENANT, "all");
    }

    /** The lock of one resource. */
    public static Topic lock(String resource) {
        return new Topic(Kind.LOCK, resource);
    }

    /** All locks below a resource, or of a tenant when it is empty. */
    public static Topic locksBelow(String resource) {
        return new Topic(Kind.LOCK, resource + ':');
    }

    /** Whether {@code name} obeys the rule for channels, modules and resources: {@code [a-z0-9][a-z0-9_.:-]{0,99}}. */
    public static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        for (var index = 1; index < name.length(); index++) {
            var character = name.charAt(index);
            if (!isLetterOrDigit(character) && "_.:-".indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }

    /** The topic of a {@link #key()}. */
    public static Topic parse(String key) {
        for (var kind : Kind.values()) {
            if (key.length() > 2 && key.charAt(0) == kind.letter && key.charAt(1) == ':') {
                return new Topic(kind, key.substring(2));
            }
        }
        throw new InvalidName("no topic: " + key);
    }

    /** As {@link #parse}; empty for what only a later version knows. */
    static Optional<Topic> find(String key) {
        try {
            return Optional.of(parse(key));
        } catch (InvalidName _) {
            return Optional.empty();
        }
    }

    /** The topic as part of a key: {@code c:vendas}. */
    public String key() {
        return kind.letter + ":" + name;
    }

    @Override
    public String toString() {
        return key();
    }

    /** Direct conversations carry the ids of two users, which may hold capitals and {@code @}. */
    private static boolean isDirect(String name) {
        if (!DIRECT.matcher(name).matches()) {
            return false;
        }
        var middle = name.indexOf(':', 3);
        return UserIds.isValid(name.substring(3, middle)) && UserIds.isValid(name.substring(middle + 1));
    }
}

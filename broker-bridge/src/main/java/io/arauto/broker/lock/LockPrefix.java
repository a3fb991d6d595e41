package io.arauto.broker.lock;

import io.arauto.broker.InvalidName;
import io.arauto.broker.Topic;
import java.util.List;
import java.util.Optional;

/**
 * The start of resource names, in whole parts: {@code pedido} is {@code pedido} and all below it, {@code pedido:} what is below it, and
 * nothing at all every resource of a tenant. Never a part of a part: {@code pedido:7} is not the start of {@code pedido:70}.
 */
public record LockPrefix(String text) {
    public LockPrefix {
        if (!isValid(text)) {
            throw new InvalidName("a prefix takes a resource, with a colon behind it or not, or nothing");
        }
    }

    public static boolean isValid(String text) {
        return text.isEmpty() || Resource.isValid(text.endsWith(":") ? text.substring(0, text.length() - 1) : text);
    }

    /** What carries the changes of all these locks. */
    public List<Topic> topics() {
        var below = Topic.locksBelow(parent());
        return itself().map(resource -> List.of(Topic.lock(resource.name()), below))
                .orElse(List.of(below));
    }

    /** The resource that it names, beside those below. */
    Optional<Resource> itself() {
        return text.isEmpty() || text.endsWith(":") ? Optional.empty() : Optional.of(new Resource(text));
    }

    String least(String after) {
        var first = parent() + ':';
        if (after.compareTo(first) > 0) {
            return "(" + after;
        }
        return text.isEmpty() ? "-" : "[" + first;
    }

    /** A semicolon is what comes after a colon. */
    String greatest() {
        return text.isEmpty() ? "+" : "(" + parent() + ';';
    }

    private String parent() {
        return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
    }
}

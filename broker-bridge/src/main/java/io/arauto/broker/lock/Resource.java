package io.arauto.broker.lock;

import io.arauto.broker.InvalidName;
import io.arauto.broker.Topic;

/**
 * What can be locked: {@code cliente:42}, {@code pedido:7:itens}. Up to eight parts with colons between them, so that one change concerns
 * a bounded number of topics.
 */
public record Resource(String name) {
    /** The rule in words. */
    public static final String TAKES =
            "1 to 100 of a-z 0-9 _ . : - starting with a letter or digit, in up to 8 parts between colons, none of them empty";

    private static final int MOST_PARTS = 8;

    public Resource {
        if (!isValid(name)) {
            throw new InvalidName("a resource takes " + TAKES);
        }
    }

    public static boolean isValid(String name) {
        return Topic.isName(name)
                && !name.endsWith(":")
                && !name.contains("::")
                && name.chars().filter(character -> character == ':').count() < MOST_PARTS;
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.arauto.gateway.engineio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Draws the ids of connections: the node's mark, which is known, and 120 random bits, which nobody can guess. */
final class ConnectionIds {
    static final int MARK_LENGTH = 8;

    private static final int RANDOM_BYTES = 15;
    private static final int LENGTH = MARK_LENGTH + RANDOM_BYTES * 4 / 3;

    private final String mark;
    private final SecureRandom random = new SecureRandom();

    ConnectionIds(String mark) {
        this.mark = mark;
    }

    String draw() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return mark + Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** The mark in an id that another node may have drawn. */
    Optional<String> foreignMark(String id) {
        return id.length() == LENGTH && !id.startsWith(mark)
                ? Optional.of(id.substring(0, MARK_LENGTH))
                : Optional.empty();
    }
}

package io.arauto.embedded;

import java.util.List;

/**
 * Postgres refuses to run as root. Inside a new user namespace the same process is nobody in particular, while its files still
 * belong to root, so nothing has to change owner.
 */
final class AsOrdinaryUser {

    private AsOrdinaryUser() {}

    /** What to put before a command. */
    static List<String> prefix() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }
}

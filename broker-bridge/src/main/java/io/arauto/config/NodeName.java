package io.arauto.config;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names a process that was given no name. */
public final class NodeName {
    private static final int BYTES = 4;

    private NodeName() {}

    /** Eight random hexadecimal digits. */
    public static String draw() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

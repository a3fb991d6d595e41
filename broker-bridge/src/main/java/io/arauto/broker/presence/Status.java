package io.arauto.broker.presence;

import java.util.Locale;

/** What others see of a user, and what a user may choose to be seen as. */
public enum Status {
    ONLINE,
    AWAY,
    BUSY,
    OFFLINE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status parse(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

package io.arauto.gateway.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a record tells of. */
public enum AuditKind {
    CONNECTED,
    DISCONNECTED,
    /** A connect, an event or a request that was not allowed. */
    REFUSED,
    /** A decision about the tenant, its channels or its users. */
    ADMINISTRATION,
    LOCK_FORCED,
    /** Something of ours failed. */
    ERROR,
    /** Written by workers, from the event itself, as the following. */
    MESSAGE,
    MESSAGE_CHANGED,
    NOTIFICATION;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(AuditKind::wire).toList();
    }
}

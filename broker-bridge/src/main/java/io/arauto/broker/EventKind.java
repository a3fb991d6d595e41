package io.arauto.broker;

import java.util.Arrays;
import java.util.Locale;

/** What an event is to those who store it. */
public enum EventKind {
    /** A new chat message. */
    MESSAGE,
    /** A chat message as it reads after an edit or its deletion. */
    EDIT,
    NOTIFICATION,
    /** A read cursor moved. */
    READ,
    /** A channel of the tenant was made, changed or taken away; for gateways, which tell clients what concerns them. */
    CHANNEL,
    /** Administrators decided something: settings, access, what is revoked; for gateways. */
    POLICY,
    /** Records of the audit; for workers alone. */
    AUDIT,
    /** Data changed in a module; kept for resume only, in Redis and for a while in Postgres. */
    SYNC,
    /** What a user did on one device, for the user's others: notifications read; kept likewise. */
    PERSONAL,
    /** What a user wants to be told of has changed. */
    PREFERENCES,
    /** A lock changed hands; kept for resume in Redis only: what matters later is who holds it now. */
    LOCK,
    /** One that only a later version knows. Its body is delivered as it is. */
    UNKNOWN;

    /** Whether it is a word between gateways, which no client gets as it is. */
    public boolean isForGateways() {
        return this == CHANNEL || this == POLICY;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** While a deployment is upgraded node by node, a kind of the later version reaches the earlier one. */
    public static EventKind parse(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElse(UNKNOWN);
    }
}

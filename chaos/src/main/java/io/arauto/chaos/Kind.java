package io.arauto.chaos;

/** What participants send. */
enum Kind {
    CHAT("chat:send", "chat:message", true),
    DIRECT("chat:send", "chat:message", true),
    NOTIFICATION("notification", "notification", true),
    SYNC("data-sync", "data-sync", false);

    private final String sent;
    private final String received;
    private final boolean repeatable;

    Kind(String sent, String received, boolean repeatable) {
        this.sent = sent;
        this.received = received;
        this.repeatable = repeatable;
    }

    /** The event that a client emits. */
    String sent() {
        return sent;
    }

    /** The event that clients then get. */
    String received() {
        return received;
    }

    /** Whether it may be sent again until it is acked and still happens once; such events are stored, too. */
    boolean isRepeatable() {
        return repeatable;
    }
}

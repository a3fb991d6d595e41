package io.arauto.broker;

/** How many chat messages of a channel a user has not read, and the newest event id of the channel. */
public record Unread(long unread, EventId lastId) {
    /** Of a channel where nothing was ever said. */
    public static final Unread NONE = new Unread(0, EventId.NONE);
}

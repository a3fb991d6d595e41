package io.arauto.broker;

/**
 * An event has its id: it is in the outbox and in the hot logs.
 *
 * @param repeated the id is that of an earlier publication with the same key; nothing was published now
 */
public record Published(EventId id, boolean repeated) {}

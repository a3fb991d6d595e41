package io.arauto.broker;

import io.vertx.core.buffer.Buffer;

/** An event as its topic's hot log keeps it: the packet that receivers get. */
public record StoredEvent(EventId id, EventKind kind, Buffer body) {}

package io.arauto.broker;

import io.vertx.core.buffer.Buffer;

/** An event of a topic's hot log; {@code body} is the packet that receivers get. */
public record StoredEvent(EventId id, EventKind kind, Buffer body) {
    /** As the log has it, with the template of its packet. */
    static StoredEvent of(EventId id, EventKind kind, Buffer template) {
        return new StoredEvent(id, kind, Template.fill(template, id));
    }
}

package io.arauto.broker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What comes over a topic's subscription. */
public sealed interface TopicMessage {
    TopicAddress address();

    /** A durable or recoverable event; {@code body} is the packet for clients. */
    record Event(TopicAddress address, EventId id, Buffer body) implements TopicMessage {}

    /** An event that nobody misses; {@code exceptSession} is not to get it. */
    record Ephemeral(TopicAddress address, @Nullable String exceptSession, Buffer body) implements TopicMessage {}

    /** A word between gateways that no client sees. */
    record Command(TopicAddress address, JsonObject command) implements TopicMessage {}
}

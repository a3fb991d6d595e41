package io.arauto.broker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What comes over a topic's subscription. */
public sealed interface TopicMessage {
    TopicAddress address();

    /** A durable or recoverable event; {@code body} is the packet for clients. */
    record Event(TopicAddress address, EventId id, Buffer body) implements TopicMessage {}

    /** An event that nobody misses; {@code exceptSession} is not to get it. */
    record Ephemeral(TopicAddress address, @Nullable String exceptSession, Buffer body) implements TopicMessage {}

    /** The one before it in its topic is part of a trace. A message of its own, so that nothing else is to do for what is not traced. */
    record Traced(TopicAddress address, String trace, Instant received) implements TopicMessage {}

    /** A word between gateways that no client sees. */
    record Command(TopicAddress address, JsonObject command) implements TopicMessage {}
}

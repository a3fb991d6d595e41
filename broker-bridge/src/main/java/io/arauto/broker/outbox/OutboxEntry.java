package io.arauto.broker.outbox;

import io.arauto.broker.EventId;
import io.arauto.broker.EventKind;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits to be stored.
 *
 * @param topics all that carried it
 * @param previous the event before it in each of the topics; empty when an earlier version published it and did not say
 * @param ordinal its number among the messages of its channel, if it counts as one
 * @param body the packet that receivers got, id and time filled in
 * @param trace the {@code traceparent} of what published it; empty when that is not traced
 */
public record OutboxEntry(
        EventId id,
        Tenant tenant,
        EventKind kind,
        List<Topic> topics,
        List<EventId> previous,
        @Nullable Long ordinal,
        Buffer body,
        String trace) {}

package io.arauto.broker;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event to be published.
 *
 * @param topics all that log it and carry it; none for what only workers read
 * @param body the packet that receivers get, with U+0001 where the event id goes and U+0002 where its time goes
 * @param once makes a repeated publication answer the first one's id and do nothing else
 * @param counted makes it count among the events of its kind in one place
 * @param limited makes it count among what its sender may send in a minute
 */
public record Publication(
        Tenant tenant,
        List<Topic> topics,
        EventKind kind,
        Buffer body,
        @Nullable Once once,
        @Nullable Counted counted,
        @Nullable Limited limited) {

    /** A key by which a client repeats a request: unique per user. */
    public record Once(String userId, String key) {}

    /**
     * Whose next ordinal the event takes.
     *
     * @param place the channel of a message, the topic of a notification
     * @param sender of a message, who has read all up to it
     */
    public record Counted(String place, @Nullable String sender) {}

    /** Of whose messages there may be so many a minute, over all nodes. */
    public record Limited(String userId, int perMinute) {}

    public static Publication of(Tenant tenant, List<Topic> topics, EventKind kind, Buffer body) {
        return new Publication(tenant, topics, kind, body, null, null, null);
    }

    public Publication once(String userId, String key) {
        return new Publication(tenant, topics, kind, body, new Once(userId, key), counted, limited);
    }

    public Publication counted(String channel, String sender) {
        return new Publication(tenant, topics, kind, body, once, new Counted(channel, sender), limited);
    }

    /** As a notification of its one topic. */
    public Publication countedInItsTopic() {
        return new Publication(
                tenant, topics, kind, body, once, new Counted(topics.getFirst().key(), null), limited);
    }

    /** @param perMinute 0 for any number */
    public Publication limited(String userId, int perMinute) {
        return perMinute == 0
                ? this
                : new Publication(tenant, topics, kind, body, once, counted, new Limited(userId, perMinute));
    }
}

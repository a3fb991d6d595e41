package io.arauto.broker.presence;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * All users who changed between two versions, each as after the newest change, in order of version: a message of the presence topic, or what
 * {@link Presence#after} answers.
 *
 * @param after whoever knows less has missed something
 * @param complete whether there was nothing newer
 */
public record PresenceChanges(long after, long upTo, boolean complete, List<PresenceChange> users) {
    private static final int FIRST_USER = 2;
    private static final int FIELDS = 3;

    /** {@code {previous, version, users}}. */
    public static PresenceChanges parse(JsonObject message) {
        return new PresenceChanges(
                message.getNumber("previous").longValue(),
                message.getNumber("version").longValue(),
                true,
                message.getJsonArray("users").stream()
                        .map(JsonObject.class::cast)
                        .map(PresenceChange::parse)
                        .toList());
    }

    static PresenceChanges of(long after, Response answer) {
        return new PresenceChanges(
                after,
                number(answer.get(0)),
                number(answer.get(1)) == 1,
                IntStream.iterate(FIRST_USER, index -> index < answer.size(), index -> index + FIELDS)
                        .mapToObj(index -> PresenceChange.stored(
                                answer.get(index).toString(),
                                number(answer.get(index + 1)),
                                new JsonObject(answer.get(index + 2).toString())))
                        .toList());
    }

    private static long number(Response reply) {
        return Objects.requireNonNull(reply.toLong());
    }
}

package io.arauto.broker.lock;

import io.arauto.broker.EventId;
import io.arauto.broker.redis.Replies;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A lock that is held.
 *
 * @param session the holder: another session of the same user is another holder
 * @param person the holder as others see it
 * @param fence the id of the event by which it became the holder; greater than that of every holder before
 * @param claimed false while it was granted to a waiter that has not said yet that it is there
 */
public record Lock(
        Resource resource,
        String session,
        JsonObject person,
        Instant since,
        Instant expiresAt,
        EventId fence,
        boolean claimed) {
    static Lock of(Response told) {
        return new Lock(
                new Resource(told.get(0).toString()),
                told.get(1).toString(),
                new JsonObject(told.get(2).toString()),
                Instant.ofEpochMilli(Long.parseLong(told.get(3).toString())),
                Instant.ofEpochMilli(Long.parseLong(told.get(4).toString())),
                EventId.parse(told.get(5).toString()),
                Replies.flag(told, 6));
    }

    static List<Lock> listOf(Response array, int from) {
        return StreamSupport.stream(array.spliterator(), false)
                .skip(from)
                .map(Lock::of)
                .toList();
    }
}

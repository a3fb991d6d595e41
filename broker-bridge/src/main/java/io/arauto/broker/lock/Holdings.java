package io.arauto.broker.lock;

import io.vertx.redis.client.Response;
import java.util.List;

/** All that a session holds, and how many locks it waits for. */
public record Holdings(List<Lock> locks, int waiting) {
    static Holdings of(Response answer) {
        return new Holdings(
                Lock.listOf(answer, 1), Integer.parseInt(answer.get(0).toString()));
    }

    public boolean isEmpty() {
        return locks.isEmpty() && waiting == 0;
    }
}

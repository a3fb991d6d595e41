package io.arauto.broker.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;
import java.util.List;

/**
 * Which of how many servers one is. It is noted in the server itself: a process whose list has another length or order would look for tenants
 * where they are not.
 */
record Place(int number, int count) {
    private static final LuaScript NOTE = LuaScript.load("server_place.lua");

    /** Fails with {@link IllegalStateException} when the server has another place, and as the connection does. */
    Future<Void> take(RedisConnection server) {
        var mine = number + "/" + count;
        return server.send(NOTE.text(List.of(Keys.place()), List.of(mine))).map(answer -> {
            var noted = String.valueOf(answer);
            if (!noted.equals(mine)) {
                throw new IllegalStateException(
                        "REDIS_URL has it as " + mine + ", the deployment that it belongs to as " + noted);
            }
            return null;
        });
    }
}

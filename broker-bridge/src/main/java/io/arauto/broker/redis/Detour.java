package io.arauto.broker.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** Sends a command where the server that was asked says that it belongs. Commands that were on their way meanwhile may change places. */
interface Detour {
    Future<@Nullable Response> follow(Redirection to, Request request, Way way, EventLoop loop);

    /**
     * How a command is sent.
     *
     * @param replicated whether replicas must have what it wrote
     * @param asking whether the server is asked for what it is only about to get
     * @param hops how often it was sent elsewhere
     */
    record Way(boolean replicated, boolean asking, int hops) {
        Way next(boolean asked) {
            return new Way(replicated, asked, hops + 1);
        }
    }
}

package io.arauto.broker;

import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Looks into Redis, and does to it what operators and accidents do. */
final class RawRedis implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    RawRedis(String url) {
        redis = Redis.createClient(vertx, url);
    }

    @Nullable
    Response send(String command, Object... arguments) {
        var request = Request.cmd(Command.create(command));
        for (var argument : arguments) {
            request.arg(argument.toString());
        }
        return redis.send(request).await();
    }

    long number(String command, Object... arguments) {
        var answer = send(command, arguments);
        return answer == null ? 0 : Long.parseLong(answer.toString());
    }

    Stream<String> list(String command, Object... arguments) {
        var answer = send(command, arguments);
        return answer == null
                ? Stream.empty()
                : StreamSupport.stream(answer.spliterator(), false).map(Response::toString);
    }

    /** Publishes an event as a node does, but to nobody: as if its message was lost on the way. */
    EventId publishUnheard(Tenant tenant, Topic topic, String body) {
        var keys = TenantKeys.of(tenant);
        var answer = send(
                "EVAL",
                LuaScript.source("publish.lua", Publisher.given(TestNode.config("unused"))),
                4,
                keys.outbox(),
                keys.log(topic),
                keys.last(topic),
                "nobody",
                tenant.name(),
                EventKind.MESSAGE.wire(),
                topic.key(),
                0,
                0,
                body);
        return EventId.parse(Objects.requireNonNull(answer).toString());
    }

    @Override
    public void close() {
        redis.close().await();
        vertx.close().await();
    }
}

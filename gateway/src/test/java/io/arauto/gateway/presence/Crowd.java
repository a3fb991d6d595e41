package io.arauto.gateway.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;

/** Very many users who have been there for an hour, as Redis knows them. */
final class Crowd implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;
    private final TenantKeys keys;

    Crowd(String redisUrl, String tenant) {
        redis = Redis.createClient(vertx, redisUrl);
        keys = TenantKeys.of(new Tenant(tenant));
    }

    void gather(int users) {
        var now = System.currentTimeMillis();
        var version = now - Duration.ofHours(1).toMillis();
        var commands = new ArrayList<Request>();
        for (var index = 0; index < users; index++) {
            var user = "crowd-" + index;
            version++;
            var record = new JsonObject()
                    .put("username", user + ".da.silva")
                    .put("name", "Usuário da Silva " + index)
                    .put("department", "Vendas")
                    .put("manual", "online")
                    .put("status", "online")
                    .put("since", version)
                    .put("active", now)
                    .put("seen", now)
                    .put("at", new JsonObject().put("connection-" + index, "elsewhere"));
            commands.add(
                    Request.cmd(Command.HSET).arg(keys.presence()).arg(user).arg(record.encode()));
            commands.add(Request.cmd(Command.ZADD)
                    .arg(keys.presenceChanged())
                    .arg(version)
                    .arg(user));
        }
        commands.add(
                Request.cmd(Command.HSET).arg(keys.presence()).arg("#version").arg(version));
        for (var from = 0; from < commands.size(); from += 1_000) {
            redis.batch(commands.subList(from, Math.min(commands.size(), from + 1_000)))
                    .await();
        }
    }

    /** Until then nothing can be recorded of the tenant. */
    void spoils() {
        redis.send(Request.cmd(Command.SET).arg(keys.presence()).arg("not a hash"))
                .await();
    }

    void mends() {
        redis.send(Request.cmd(Command.DEL).arg(keys.presence())).await();
    }

    /** Whether any node listens to the tenant's presence. */
    boolean isFollowed() {
        var channels = redis.send(
                        Request.cmd(Command.PUBSUB).arg("SHARDCHANNELS").arg(keys.channel(Topic.presence())))
                .await();
        return channels != null && channels.size() > 0;
    }

    @Override
    public void close() {
        redis.close().await();
        vertx.close().await();
    }
}

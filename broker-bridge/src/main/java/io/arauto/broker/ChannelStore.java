package io.arauto.broker;

import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.Replies;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The channels of each tenant by name, each as JSON text. Postgres has them too, from the outbox; what Redis has lost is brought back from
 * there.
 */
public final class ChannelStore {
    private static final LuaScript REPLACE = LuaScript.load("channel_replace.lua");
    /** No channel is called so. */
    private static final String COMPLETE = "";

    private final RedisLinks links;

    ChannelStore(RedisLinks links) {
        this.links = links;
    }

    /** @param complete whether what Postgres may know beyond this has been brought back already */
    public record Definitions(Map<String, String> byName, boolean complete) {}

    public Future<Definitions> all(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .fetch(Request.cmd(Command.HGETALL).arg(keys.channels()))
                .map(answer -> {
                    var byName = new HashMap<String, String>();
                    answer.getKeys()
                            .forEach(name -> byName.put(name, answer.get(name).toString()));
                    var complete = byName.remove(COMPLETE) != null;
                    return new Definitions(Map.copyOf(byName), complete);
                });
    }

    public Future<Optional<String>> find(Tenant tenant, String channel) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.HGET).arg(keys.channels()).arg(channel))
                .map(found -> Optional.ofNullable(found).map(Object::toString));
    }

    /** False when {@code known} is not the definition any more; then nothing was done. */
    public Future<Boolean> replace(Tenant tenant, String channel, Optional<String> known, String definition) {
        var keys = TenantKeys.of(tenant);
        return REPLACE.run(
                        links.to(keys.partition()),
                        List.of(keys.channels()),
                        List.of(channel, known.orElse(""), definition))
                .map(answer -> Replies.flag(answer, 0));
    }

    /** Brings back what Postgres knows; what is here already is newer. */
    public Future<Void> restore(Tenant tenant, Map<String, String> definitions) {
        var keys = TenantKeys.of(tenant);
        var link = links.to(keys.partition());
        var steps = definitions.entrySet().stream()
                .map(entry -> link.send(Request.cmd(Command.HSETNX)
                        .arg(keys.channels())
                        .arg(entry.getKey())
                        .arg(entry.getValue())))
                .toList();
        return Future.all(steps)
                .compose(_ -> link.send(Request.cmd(Command.HSETNX)
                        .arg(keys.channels())
                        .arg(COMPLETE)
                        .arg("1")))
                .mapEmpty();
    }
}

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the administrators or users of each tenant have decided, of one sort: JSON texts by name. Postgres has them too, from the outbox; what Redis has
 * lost is brought back from there.
 */
public final class DefinitionStore {
    private static final LuaScript REPLACE = LuaScript.load("definition_replace.lua");
    /** No definition is called so. */
    private static final String COMPLETE = "";

    private static final int AT_ONCE = 500;

    private final RedisLinks links;
    private final Function<TenantKeys, String> key;
    private final @Nullable Function<TenantKeys, String> schedule;

    /** @param key of the hash that holds a tenant's */
    DefinitionStore(RedisLinks links, Function<TenantKeys, String> key) {
        this(links, key, null);
    }

    /** @param schedule of what goes by them: a tenant for which they change is to be looked at at once */
    DefinitionStore(
            RedisLinks links, Function<TenantKeys, String> key, @Nullable Function<TenantKeys, String> schedule) {
        this.links = links;
        this.key = key;
        this.schedule = schedule;
    }

    /** @param complete whether what Postgres may know beyond this has been brought back already */
    public record Definitions(Map<String, String> byName, boolean complete) {}

    public Future<Definitions> all(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .fetch(Request.cmd(Command.HGETALL).arg(key.apply(keys)))
                .map(answer -> {
                    var byName = new HashMap<String, String>();
                    answer.getKeys()
                            .forEach(name -> byName.put(name, answer.get(name).toString()));
                    var complete = byName.remove(COMPLETE) != null;
                    return new Definitions(Map.copyOf(byName), complete);
                });
    }

    /** Those of these names that there are. */
    public Future<Definitions> some(Tenant tenant, List<String> names) {
        var keys = TenantKeys.of(tenant);
        var request = Request.cmd(Command.HMGET).arg(key.apply(keys)).arg(COMPLETE);
        names.forEach(request::arg);
        return links.to(keys.partition()).fetch(request).map(answer -> {
            var byName = new HashMap<String, String>();
            for (var index = 0; index < names.size(); index++) {
                var definition = answer.get(index + 1);
                if (definition != null) {
                    byName.put(names.get(index), definition.toString());
                }
            }
            return new Definitions(Map.copyOf(byName), answer.get(0) != null);
        });
    }

    public Future<Optional<String>> find(Tenant tenant, String name) {
        return some(tenant, List.of(name))
                .map(found -> Optional.ofNullable(found.byName().get(name)));
    }

    /** False when {@code known} is not the definition any more; then nothing was done. */
    public Future<Boolean> replace(Tenant tenant, String name, Optional<String> known, String definition) {
        var keys = TenantKeys.of(tenant);
        return REPLACE.run(
                        links.to(keys.partition()),
                        schedule == null ? List.of(key.apply(keys)) : List.of(key.apply(keys), schedule.apply(keys)),
                        List.of(name, known.orElse(""), definition, tenant.name()))
                .map(answer -> Replies.flag(answer, 0));
    }

    public Future<Void> remove(Tenant tenant, List<String> names) {
        var keys = TenantKeys.of(tenant);
        var request = Request.cmd(Command.HDEL).arg(key.apply(keys));
        names.forEach(request::arg);
        return links.to(keys.partition()).send(request).mapEmpty();
    }

    /** Brings back what Postgres knows; what is here already is newer. */
    public Future<Void> restore(Tenant tenant, Map<String, String> definitions) {
        return restore(tenant, List.copyOf(definitions.entrySet()))
                .compose(_ -> lookSoon(tenant))
                .compose(_ -> setIfAbsent(tenant, COMPLETE, "1"))
                .mapEmpty();
    }

    /** Some at a time: there may be as many as a tenant has users. */
    private Future<?> restore(Tenant tenant, List<Map.Entry<String, String>> definitions) {
        if (definitions.isEmpty()) {
            return Future.succeededFuture();
        }
        var some = definitions.subList(0, Math.min(AT_ONCE, definitions.size()));
        return Future.all(some.stream()
                        .map(entry -> setIfAbsent(tenant, entry.getKey(), entry.getValue()))
                        .toList())
                .compose(_ -> restore(tenant, definitions.subList(some.size(), definitions.size())));
    }

    private Future<?> lookSoon(Tenant tenant) {
        var keys = TenantKeys.of(tenant);
        return schedule == null
                ? Future.succeededFuture()
                : links.to(keys.partition())
                        .send(Request.cmd(Command.ZADD)
                                .arg(schedule.apply(keys))
                                .arg(0)
                                .arg(tenant.name()));
    }

    private Future<?> setIfAbsent(Tenant tenant, String name, String definition) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.HSETNX).arg(key.apply(keys)).arg(name).arg(definition));
    }
}

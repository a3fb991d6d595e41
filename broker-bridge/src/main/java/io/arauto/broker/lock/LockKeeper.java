package io.arauto.broker.lock;

import io.arauto.broker.BrokerConfig;
import io.arauto.broker.IdFloor;
import io.arauto.broker.Tenant;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.Partition;
import io.arauto.broker.redis.RedisLinks;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a node does for locks all the time, in one script for each partition. */
public final class LockKeeper {
    private static final LuaScript KEEP = LuaScript.load("lock_keep.lua");
    private static final LuaScript SWEEP = LuaScript.load("lock_sweep.lua");
    private static final int MOST_SESSIONS = 200;
    private static final int MOST_EXPIRED = 100;

    private final LockScripts scripts;
    private final Bounds bounds;

    /** A session that lives on this node. */
    public record Holder(Tenant tenant, String session) {}

    public LockKeeper(RedisLinks links, BrokerConfig config, IdFloor floor, Bounds bounds) {
        this.scripts = new LockScripts(links, config, floor);
        this.bounds = bounds;
    }

    /**
     * Renews all that these sessions hold and wait for, and answers what they hold since. Those whose server is away are left out; fails when all
     * are.
     */
    public Future<Map<Holder, Holdings>> keep(Collection<Holder> holders) {
        var batches = new ArrayList<Future<Map<Holder, Holdings>>>();
        for (var group : holders.stream()
                .collect(Collectors.groupingBy(holder -> Partition.of(holder.tenant())))
                .values()) {
            for (var from = 0; from < group.size(); from += MOST_SESSIONS) {
                batches.add(keepSome(group.subList(from, Math.min(group.size(), from + MOST_SESSIONS))));
            }
        }
        return Future.any(batches)
                .compose(_ -> Future.join(batches).otherwiseEmpty())
                .map(_ -> {
                    var all = new HashMap<Holder, Holdings>();
                    batches.stream().filter(Future::succeeded).forEach(batch -> all.putAll(batch.result()));
                    return all;
                });
    }

    /** Frees what has expired in the partitions of these tenants, of whatever tenant. */
    public Future<Void> sweep(Collection<Tenant> tenants) {
        var one = tenants.stream()
                .collect(Collectors.toMap(Partition::of, Function.identity(), (first, _) -> first, LinkedHashMap::new));
        return Future.join(one.values().stream()
                        .map(tenant -> scripts.run(SWEEP, tenant, bounds.claim(), List.of(MOST_EXPIRED)))
                        .toList())
                .mapEmpty();
    }

    private Future<Map<Holder, Holdings>> keepSome(List<Holder> holders) {
        var arguments = new ArrayList<Object>();
        holders.forEach(holder -> {
            arguments.add(holder.tenant().name());
            arguments.add(holder.session());
        });
        return scripts.run(KEEP, holders.getFirst().tenant(), bounds.claim(), arguments)
                .map(answer -> {
                    var held = new HashMap<Holder, Holdings>();
                    for (var index = 0; index < holders.size(); index++) {
                        held.put(holders.get(index), Holdings.of(answer.get(index + 1)));
                    }
                    return held;
                });
    }
}

package io.arauto.broker.lock;

import io.arauto.broker.BrokerConfig;
import io.arauto.broker.EventId;
import io.arauto.broker.IdFloor;
import io.arauto.broker.Tenant;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLink;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the scripts that include lock.lua: what they all are told and what they all answer. */
final class LockScripts {
    private final RedisLinks links;
    private final BrokerConfig config;
    private final IdFloor floor;

    private interface Call {
        Future<Response> over(RedisLink link, List<String> keys, List<?> arguments);
    }

    LockScripts(RedisLinks links, BrokerConfig config, IdFloor floor) {
        this.links = links;
        this.config = config;
        this.floor = floor;
    }

    Future<Response> run(LuaScript script, Tenant tenant, Duration claim, List<?> arguments) {
        return run(script::run, tenant, claim, arguments);
    }

    /** As {@link #run}; the answer comes when as many replicas as are asked for have what was done. */
    Future<Response> runReplicated(LuaScript script, Tenant tenant, Duration claim, List<?> arguments) {
        return run(script::runReplicated, tenant, claim, arguments);
    }

    private Future<Response> run(Call call, Tenant tenant, Duration claim, List<?> arguments) {
        var keys = TenantKeys.of(tenant);
        var least = floor.of(keys.partition());
        var all = new ArrayList<Object>(List.of(
                keys.prefix(),
                config.logLength(),
                config.logAge().toMillis(),
                BrokerConfig.LAST_ID_AGE.toMillis(),
                least.millis(),
                least.sequence(),
                claim.toMillis()));
        all.addAll(arguments);
        return call.over(links.to(keys.partition()), List.of(keys.outbox()), all)
                .onSuccess(answer -> floor.raise(
                        keys.partition(), EventId.parse(answer.get(0).toString())));
    }
}

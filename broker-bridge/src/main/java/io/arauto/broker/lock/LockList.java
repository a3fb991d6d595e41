package io.arauto.broker.lock;

import io.arauto.broker.Tenant;
import io.arauto.broker.redis.LuaScript;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The locks that are held now, in order of the names of their resources. */
public final class LockList {
    private static final LuaScript LIST = LuaScript.load("lock_list.lua");

    private final RedisLinks links;

    public LockList(RedisLinks links) {
        this.links = links;
    }

    public Future<Optional<Lock>> of(Tenant tenant, Resource resource) {
        return range(tenant, "[" + resource, "[" + resource, 1)
                .map(found -> found.stream().findFirst());
    }

    /** @param after the last one that is known already, or empty */
    public Future<List<Lock>> of(Tenant tenant, LockPrefix prefix, String after, int most) {
        var below = range(tenant, prefix.least(after), prefix.greatest(), most);
        return prefix.itself()
                .filter(resource -> after.compareTo(resource.name()) < 0)
                .map(resource -> Future.all(of(tenant, resource), below)
                        .map(both -> Stream.concat(
                                        both.<Optional<Lock>>resultAt(0).stream(),
                                        both.<List<Lock>>resultAt(1).stream())
                                .limit(most)
                                .toList()))
                .orElse(below);
    }

    private Future<List<Lock>> range(Tenant tenant, String least, String greatest, int most) {
        var keys = TenantKeys.of(tenant);
        return LIST.run(
                        links.to(keys.partition()),
                        List.of(keys.locks()),
                        List.of(keys.lock(""), least, greatest, most))
                .map(answer -> Lock.listOf(answer, 0));
    }
}

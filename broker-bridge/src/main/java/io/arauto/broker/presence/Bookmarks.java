package io.arauto.broker.presence;

import io.arauto.broker.Tenant;
import io.arauto.broker.redis.RedisLinks;
import io.arauto.broker.redis.TenantKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/** Up to which version of its tenant's presence the client of a session knew everything when its connection ended, for when it comes back. */
public final class Bookmarks {
    private static final Duration AGE = Duration.ofHours(1);

    private final RedisLinks links;

    public Bookmarks(RedisLinks links) {
        this.links = links;
    }

    public Future<Void> put(Tenant tenant, String session, long version) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.SET)
                        .arg(keys.presenceTold(session))
                        .arg(version)
                        .arg("PX")
                        .arg(AGE.toMillis()))
                .mapEmpty();
    }

    /** 0 where there is none. */
    public Future<Long> find(Tenant tenant, String session) {
        var keys = TenantKeys.of(tenant);
        return links.to(keys.partition())
                .send(Request.cmd(Command.GET).arg(keys.presenceTold(session)))
                .map(found -> found == null ? 0L : Long.parseLong(found.toString()));
    }
}

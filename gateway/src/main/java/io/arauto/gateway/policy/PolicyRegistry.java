package io.arauto.gateway.policy;

import io.arauto.broker.EventKind;
import io.arauto.broker.Publication;
import io.arauto.broker.Publisher;
import io.arauto.broker.Tenant;
import io.arauto.broker.Topic;
import io.arauto.gateway.auth.Access;
import io.arauto.gateway.definition.Definitions;
import io.arauto.gateway.event.OutgoingEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Changes policies: in Redis, and then by an event that tells all gateways and is written to Postgres. */
final class PolicyRegistry {
    private final Definitions definitions;
    private final Publisher publisher;
    private final Duration tokenLifetime;
    private final Clock clock;

    PolicyRegistry(Definitions definitions, Publisher publisher, Duration tokenLifetime, Clock clock) {
        this.definitions = definitions;
        this.publisher = publisher;
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
    }

    Future<Void> settle(Tenant tenant, Settings settings) {
        return put(tenant, PolicyName.SETTINGS, settings.toJson());
    }

    Future<Void> grant(Tenant tenant, String userId, Access access) {
        return put(tenant, PolicyName.access(userId), access.toJson());
    }

    /** @param name that of a user's or of an application session's revocation */
    Future<Void> revoke(Tenant tenant, String name) {
        var now = clock.instant();
        return definitions
                .forget(
                        tenant,
                        (other, policy) -> PolicyName.isRevocation(other)
                                && Revocation.of(policy).isOver(now))
                .compose(
                        _ -> put(tenant, name, Revocation.of(now, tokenLifetime).toJson()));
    }

    private Future<Void> put(Tenant tenant, String name, JsonObject policy) {
        return definitions
                .change(tenant, name, _ -> policy)
                .compose(changed -> publisher.publish(Publication.of(
                        tenant,
                        List.of(Topic.tenant()),
                        EventKind.POLICY,
                        OutgoingEvent.about(
                                PolicyChanges.EVENT,
                                new JsonObject().put("name", name).put("definition", changed.after())))))
                .mapEmpty();
    }
}

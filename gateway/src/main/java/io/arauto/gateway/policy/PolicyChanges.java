package io.arauto.gateway.policy;

import io.arauto.gateway.auth.Standings;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.TenantChanges;
import io.vertx.core.json.JsonObject;

/**
 * A change of a policy, as it comes to each live session of the tenant. The session's standing is read anew: what it must no longer have ends
 * it. When that can't be read, the client has to come back and be asked again.
 */
public final class PolicyChanges implements TenantChanges {
    /** Gateways read it, no client does. */
    public static final String EVENT = "policy";

    private final Standings standings;

    public PolicyChanges(Standings standings) {
        this.standings = standings;
    }

    @Override
    public void apply(Session session, JsonObject change) {
        var user = session.identity();
        if (PolicyName.concerning(user).contains(change.getString("name"))) {
            standings
                    .ofClient(user)
                    .onSuccess(renewed -> session.stand(renewed.standing()))
                    .onFailure(failure -> end(session, failure));
        }
    }

    private static void end(Session session, Throwable failure) {
        if (failure instanceof TokenRefused refused) {
            session.end(refused.code().wire());
        } else {
            session.close(CloseReason.UNAVAILABLE);
        }
    }
}

package io.arauto.gateway.audit;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.rest.CallObserver;
import io.vertx.core.json.JsonObject;

/** What administrators and back ends decide by REST, and what was refused there. */
public final class ApiAudit implements CallObserver {
    private final AuditTrail trail;

    public ApiAudit(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void changed(Identity caller, String route, JsonObject details) {
        trail.record(
                AuditKind.ADMINISTRATION,
                caller,
                new JsonObject().put("what", route).mergeIn(details));
    }

    @Override
    public void refused(Identity caller, String route, ErrorCode code) {
        trail.refused(caller, route, code);
    }
}

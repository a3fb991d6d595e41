package io.arauto.gateway.lock;

import io.arauto.broker.lock.Resource;
import io.arauto.gateway.audit.AuditKind;
import io.arauto.gateway.audit.AuditTrail;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.json.JsonObject;

/** Who may take a lock from another, and the record of it. */
final class LockRights {
    private static final String ADMIN = "admin";

    private LockRights() {}

    static void mayForce(Identity identity) {
        if (!identity.principal() && !identity.may(ADMIN)) {
            throw Refusal.forbidden("only principals and admin take locks from others");
        }
    }

    /** An ERP back end may break locks, too: it does so for somebody whom it has checked. */
    static void mayBreak(Identity identity) {
        if (!identity.isService()) {
            mayForce(identity);
        }
    }

    /** What the loser is told beside the resource. */
    static JsonObject words(Identity by, String message) {
        return new JsonObject().put("by", by.author()).put("message", message);
    }

    static void record(AuditTrail audit, Identity by, Resource resource, JsonObject loser, String reason) {
        audit.record(
                AuditKind.LOCK_FORCED,
                by,
                new JsonObject()
                        .put("resource", resource.toString())
                        .put("from", loser)
                        .put("reason", reason));
    }
}

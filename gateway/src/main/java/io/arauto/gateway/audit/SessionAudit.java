package io.arauto.gateway.audit;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.Handshake;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.session.Recovery;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.vertx.core.json.JsonObject;

/** Connections that come and go, from where and why, and what they were refused. */
public final class SessionAudit implements SessionListener {
    private final AuditTrail trail;
    private final String node;

    public SessionAudit(AuditTrail trail, String node) {
        this.trail = trail;
        this.node = node;
    }

    @Override
    public void onOpened(Session session, Recovery recovery) {
        trail.record(
                AuditKind.CONNECTED,
                session.identity(),
                place(session.handshake()).put("session", session.id()));
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        trail.record(
                AuditKind.DISCONNECTED,
                session.identity(),
                place(session.handshake())
                        .put("session", session.id())
                        .put("reason", reason.label())
                        .put("durationMs", session.age().toMillis()));
    }

    @Override
    public void onConnectRefused(Identity user, Handshake handshake, String code) {
        trail.record(
                AuditKind.REFUSED,
                user,
                place(handshake).put("what", "connect").put("code", code).put("count", 1));
    }

    @Override
    public void onRefused(Session session, String event, ErrorCode code) {
        trail.refused(session.identity(), event, code);
    }

    private JsonObject place(Handshake handshake) {
        var place = new JsonObject().put("node", node).put("address", handshake.address());
        if (handshake.agent() != null) {
            place.put("agent", handshake.agent());
        }
        return place;
    }
}

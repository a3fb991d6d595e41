package io.arauto.gateway.audit;

import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.engineio.CloseReason;
import io.arauto.gateway.engineio.Handshake;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.session.Recovery;
import io.arauto.gateway.session.Session;
import io.arauto.gateway.session.SessionListener;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Connections that come and go, from where and why, and what they were refused. */
public final class SessionAudit implements SessionListener {
    private final AuditTrail trail;
    private final String node;
    private final Clock clock;
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    public SessionAudit(AuditTrail trail, String node, Clock clock) {
        this.trail = trail;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public void onOpened(Session session, Recovery recovery) {
        since.put(session.connection(), clock.instant());
        trail.record(
                AuditKind.CONNECTED,
                session.identity(),
                place(session.handshake()).put("session", session.id()));
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        var details = place(session.handshake()).put("session", session.id()).put("reason", reason.label());
        Optional.ofNullable(since.remove(session.connection()))
                .ifPresent(opened -> details.put(
                        "durationMs", Duration.between(opened, clock.instant()).toMillis()));
        trail.record(AuditKind.DISCONNECTED, session.identity(), details);
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

package io.arauto.gateway.session;

import io.arauto.broker.Timestamps;
import io.arauto.gateway.auth.Identity;
import io.arauto.gateway.auth.Standings;
import io.arauto.gateway.auth.TokenRefused;
import io.arauto.gateway.auth.TokenVerifier;
import io.arauto.gateway.event.ErrorCode;
import io.arauto.gateway.event.EventRouter;
import io.arauto.gateway.event.Payload;
import io.arauto.gateway.event.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code auth:refresh}: a session goes on with a newer token of the same user. */
public final class SessionEvents {
    private static final int LONGEST_TOKEN = 16_384;

    private final TokenVerifier tokens;
    private final Standings standings;
    private final SessionMembership membership;

    public SessionEvents(TokenVerifier tokens, Standings standings, SessionMembership membership) {
        this.tokens = tokens;
        this.standings = standings;
        this.membership = membership;
    }

    public void register(EventRouter<Session> events) {
        events.on("auth:refresh", this::refresh);
    }

    private Future<JsonObject> refresh(Session session, Payload payload) {
        return tokens.verify(payload.text("token", LONGEST_TOKEN))
                .compose(standings::ofClient)
                .recover(failure -> Future.failedFuture(refusal(failure)))
                .compose(renewed -> renew(session, renewed));
    }

    private Future<JsonObject> renew(Session session, Identity renewed) {
        var current = session.identity();
        if (!renewed.tenant().equals(current.tenant()) || !renewed.userId().equals(current.userId())) {
            throw Refusal.forbidden("the token is another user's");
        }
        session.renew(renewed);
        return membership.renew(session).map(new JsonObject().put("expiresAt", Timestamps.text(renewed.expiresAt())));
    }

    private static Throwable refusal(Throwable failure) {
        return failure instanceof TokenRefused refused
                ? new Refusal(
                        ErrorCode.UNAUTHORIZED,
                        String.valueOf(refused.getMessage()),
                        new JsonObject().put("code", refused.code().wire()))
                : failure;
    }
}

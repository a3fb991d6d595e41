package io.arauto.gateway.session;

import io.arauto.broker.Timestamps;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;

/** A session lives no longer than its token: the client is warned in time, and may refresh it. */
public final class TokenExpiry {
    static final Duration WARNING = Duration.ofMinutes(1);

    private final Clock clock;

    public TokenExpiry(Clock clock) {
        this.clock = clock;
    }

    void look(Session session) {
        var now = clock.instant();
        var expiresAt = session.identity().expiresAt();
        if (!now.isBefore(expiresAt)) {
            session.end("token_expired");
        } else if (!now.isBefore(expiresAt.minus(WARNING)) && session.warnOnce()) {
            session.emit("auth:expiring", new JsonObject().put("expiresAt", Timestamps.text(expiresAt)));
        }
    }
}

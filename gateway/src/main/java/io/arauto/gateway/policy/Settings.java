package io.arauto.gateway.policy;

import io.arauto.gateway.auth.Limits;
import io.arauto.gateway.event.Payload;
import io.vertx.core.json.JsonObject;

/**
 * The settings of a tenant.
 *
 * @param socketEnabled whether its users may connect at all
 */
record Settings(boolean socketEnabled, Limits limits, Retention retention) {
    private static final int MOST = 1_000_000;

    /** Of what {@link #toJson} wrote. */
    static Settings of(JsonObject json) {
        return new Settings(
                json.getBoolean("socketEnabled"),
                Limits.of(json.getJsonObject("limits")),
                Retention.of(json.getJsonObject("retention")));
    }

    /** What a request says; what it leaves out is as in these. */
    Settings read(Payload payload) {
        var limit = payload.object("limits");
        var kept = payload.object("retention");
        return new Settings(
                payload.flag("socketEnabled", socketEnabled),
                new Limits(
                        limit.integer("connections", limits.connections(), 0, MOST),
                        limit.integer("connectionsPerUser", limits.connectionsPerUser(), 0, MOST),
                        limit.integer("messagesPerMinute", limits.messagesPerMinute(), 0, MOST)),
                retention.read(kept));
    }

    /** {@code {socketEnabled, limits:{connections, connectionsPerUser, messagesPerMinute}, retention:{messagesDays, notificationsDays, auditDays}}}. */
    JsonObject toJson() {
        return new JsonObject()
                .put("socketEnabled", socketEnabled)
                .put("limits", limits.toJson())
                .put("retention", retention.toJson());
    }
}

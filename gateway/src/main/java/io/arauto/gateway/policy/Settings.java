package io.arauto.gateway.policy;

import io.arauto.gateway.auth.Limits;
import io.arauto.gateway.event.Payload;
import io.vertx.core.json.JsonObject;

/**
 * The settings of a tenant.
 *
 * @param socketEnabled whether its users may connect at all
 * @param awayMinutes after how long without activity its users count as away, which presence.lua looks up; 0 for as long as the installation says
 */
record Settings(boolean socketEnabled, Limits limits, Retention retention, int awayMinutes) {
    private static final int MOST = 1_000_000;
    private static final int MOST_AWAY_MINUTES = 24 * 60;

    /** Of what {@link #toJson} wrote. */
    static Settings of(JsonObject json) {
        return new Settings(
                json.getBoolean("socketEnabled"),
                Limits.of(json.getJsonObject("limits")),
                Retention.of(json.getJsonObject("retention")),
                json.getJsonObject("presence", new JsonObject()).getInteger("awayMinutes", 0));
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
                retention.read(kept),
                payload.object("presence").integer("awayMinutes", awayMinutes, 0, MOST_AWAY_MINUTES));
    }

    /** {@code {socketEnabled, limits:{connections, …}, retention:{messagesDays, …}, presence:{awayMinutes}}}. */
    JsonObject toJson() {
        return new JsonObject()
                .put("socketEnabled", socketEnabled)
                .put("limits", limits.toJson())
                .put("retention", retention.toJson())
                .put("presence", new JsonObject().put("awayMinutes", awayMinutes));
    }
}

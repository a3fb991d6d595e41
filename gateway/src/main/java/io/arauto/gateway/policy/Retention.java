package io.arauto.gateway.policy;

import io.arauto.gateway.event.Payload;
import io.vertx.core.json.JsonObject;

/** For how many days a tenant's history is kept; 0 stands for ever. */
record Retention(int messagesDays, int notificationsDays, int auditDays) {
    static final Retention FOREVER = new Retention(0, 0, 0);
    private static final int MOST_DAYS = 36_500;

    /** Of what {@link #toJson} wrote. */
    static Retention of(JsonObject json) {
        return new Retention(
                json.getInteger("messagesDays"), json.getInteger("notificationsDays"), json.getInteger("auditDays"));
    }

    Retention read(Payload payload) {
        return new Retention(
                payload.integer("messagesDays", messagesDays, 0, MOST_DAYS),
                payload.integer("notificationsDays", notificationsDays, 0, MOST_DAYS),
                payload.integer("auditDays", auditDays, 0, MOST_DAYS));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("messagesDays", messagesDays)
                .put("notificationsDays", notificationsDays)
                .put("auditDays", auditDays);
    }
}

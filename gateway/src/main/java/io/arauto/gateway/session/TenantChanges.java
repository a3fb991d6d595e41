package io.arauto.gateway.session;

import io.vertx.core.json.JsonObject;

/** What becomes of a session when something of its tenant changes. Called on the session's event loop, in order of the changes. */
@FunctionalInterface
public interface TenantChanges {
    void apply(Session session, JsonObject change);
}

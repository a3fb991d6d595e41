package io.arauto.broker.lock;

import io.arauto.broker.Tenant;
import io.vertx.core.json.JsonObject;

/**
 * Who asks for a lock.
 *
 * @param session keeps its locks over all its connections
 * @param connection the newest of the session
 * @param person how others see the user
 */
public record Locker(Tenant tenant, String session, String connection, String userId, JsonObject person) {}

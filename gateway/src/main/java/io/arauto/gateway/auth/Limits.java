package io.arauto.gateway.auth;

import io.vertx.core.json.JsonObject;

/**
 * How much of a tenant's own there may be; 0 stands for any number.
 *
 * @param connections of all its users, over all nodes
 * @param connectionsPerUser over all nodes
 * @param messagesPerMinute what one user may publish within a minute, over all connections
 */
public record Limits(int connections, int connectionsPerUser, int messagesPerMinute) {
    public static final Limits NONE = new Limits(0, 0, 0);

    /** Of what {@link #toJson} wrote. */
    public static Limits of(JsonObject json) {
        return new Limits(
                json.getInteger("connections"),
                json.getInteger("connectionsPerUser"),
                json.getInteger("messagesPerMinute"));
    }

    /** {@code {connections, connectionsPerUser, messagesPerMinute}}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("connections", connections)
                .put("connectionsPerUser", connectionsPerUser)
                .put("messagesPerMinute", messagesPerMinute);
    }
}

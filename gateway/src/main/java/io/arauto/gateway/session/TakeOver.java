package io.arauto.gateway.session;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The word to all nodes that a session has a new connection: any older one of it, half-open perhaps, is to be closed.
 *
 * @param connection the one that stays
 */
record TakeOver(String session, String connection) {
    private static final String KIND = "take_over";

    JsonObject toJson() {
        return new JsonObject().put("kind", KIND).put("session", session).put("connection", connection);
    }

    /** Empty for any other command, such as one of a newer version. */
    static Optional<TakeOver> parse(JsonObject command) {
        return KIND.equals(command.getValue("kind"))
                ? Optional.of(new TakeOver(command.getString("session"), command.getString("connection")))
                : Optional.empty();
    }

    boolean ends(String otherSession, String otherConnection) {
        return session.equals(otherSession) && !connection.equals(otherConnection);
    }
}

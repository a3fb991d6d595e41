package io.arauto.gateway.lock;

import io.arauto.broker.EventId;
import io.arauto.broker.lock.Resource;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A word to one session, wherever it is connected: {@code {kind: "lock", session, event, payload}}. */
record LockCommand(String session, String event, JsonObject payload) {
    static final String LOST = "lock:lost";
    static final String GRANTED = "lock:granted";

    private static final String KIND = "lock";

    static JsonObject tell(String event, String session, JsonObject payload) {
        return new JsonObject()
                .put("kind", KIND)
                .put("session", session)
                .put("event", event)
                .put("payload", payload);
    }

    /** Empty for any other command. */
    static Optional<LockCommand> parse(JsonObject command) {
        return KIND.equals(command.getValue("kind"))
                ? Optional.of(new LockCommand(
                        command.getString("session"), command.getString("event"), command.getJsonObject("payload")))
                : Optional.empty();
    }

    Resource resource() {
        return new Resource(payload.getString("resource"));
    }

    EventId fence() {
        return EventId.parse(payload.getString("fence"));
    }
}

package io.arauto.gateway.session;

import io.arauto.broker.EventId;
import io.arauto.broker.InvalidName;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From where a returning client wants to go on, as stock clients state it in CONNECT.
 *
 * @param session the {@code pid} it was given
 * @param offset the trailing id of the last event it saw
 */
record ResumePoint(String session, EventId offset) {
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Empty when the client is new, or states what we never gave it. */
    static Optional<ResumePoint> of(JsonObject auth) {
        if (auth.getValue("pid") instanceof String pid
                && auth.getValue("offset") instanceof String offset
                && SESSION.matcher(pid).matches()) {
            try {
                return Optional.of(new ResumePoint(pid, EventId.parse(offset)));
            } catch (InvalidName _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}

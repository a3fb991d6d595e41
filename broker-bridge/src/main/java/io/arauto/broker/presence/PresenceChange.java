package io.arauto.broker.presence;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A message of the presence topic.
 *
 * @param version one more than that of the message before: another one tells that some were missed
 */
public record PresenceChange(long version, List<UserPresence> users) {

    /** {@code {version, users}}. */
    public static PresenceChange parse(JsonObject json) {
        return new PresenceChange(
                json.getNumber("version").longValue(),
                json.getJsonArray("users").stream()
                        .map(JsonObject.class::cast)
                        .map(UserPresence::parse)
                        .toList());
    }
}

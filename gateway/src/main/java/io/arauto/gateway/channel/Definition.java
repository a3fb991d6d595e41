package io.arauto.gateway.channel;

import io.arauto.gateway.definition.Definitions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a tenant has said of one name: a channel, or that there is none any more.
 *
 * @param revision grows by one with each change
 */
record Definition(long revision, Optional<Channel> channel) {
    private static final String CHANNEL = "channel";

    static Definition of(JsonObject json) {
        return new Definition(
                json.getLong(Definitions.REVISION),
                Optional.ofNullable(json.getJsonObject(CHANNEL)).map(Channel::of));
    }

    /** Of the next revision. */
    static JsonObject json(Optional<Channel> channel) {
        var json = new JsonObject();
        channel.ifPresent(it -> json.put(CHANNEL, it.toJson()));
        return json;
    }
}

package io.arauto.gateway.channel;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a tenant has said of one name: a channel, or that there is none any more.
 *
 * @param revision grows by one with each change
 */
record Definition(long revision, Optional<Channel> channel) {
    static Definition parse(String text) {
        return of(new JsonObject(text));
    }

    static Definition of(JsonObject json) {
        return new Definition(
                json.getLong("revision"),
                Optional.ofNullable(json.getJsonObject("channel")).map(Channel::of));
    }

    JsonObject toJson() {
        var json = new JsonObject().put("revision", revision);
        channel.ifPresent(it -> json.put("channel", it.toJson()));
        return json;
    }
}

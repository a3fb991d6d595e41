package io.arauto.gateway.channel;

import io.arauto.gateway.definition.Definitions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a tenant has said of one name: a channel, or that there is none any more.
 *
 * @param revision grows by one with each change
 * @param use what the name stands for, or stood for last
 */
record Definition(long revision, Optional<Channel> channel, NameUse use) {
    private static final String CHANNEL = "channel";
    private static final String DELETED = "deleted";

    static Definition of(JsonObject json) {
        var channel = Optional.ofNullable(json.getJsonObject(CHANNEL)).map(Channel::of);
        var use = channel.map(NameUse::of)
                .orElseGet(() -> NameUse.valueOf(json.getString(DELETED, NameUse.GROUP.name())));
        return new Definition(json.getLong(Definitions.REVISION), channel, use);
    }

    /** Of the next revision. */
    static JsonObject json(Channel channel) {
        return new JsonObject().put(CHANNEL, channel.toJson());
    }

    /** Of the next revision, by which there is no channel of the name any more. */
    static JsonObject deleted(NameUse before) {
        return new JsonObject().put(DELETED, before.name());
    }
}

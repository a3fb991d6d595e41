package io.arauto.gateway.socketio;

import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/**
 * An event of a client.
 *
 * @param args without the name; binary values are got by {@link JsonArray#getBuffer}
 * @param binary whether there are such values
 * @param ack absent when the client does not wait for an answer
 */
public record ClientEvent(
        String name,
        JsonArray args,
        boolean binary,
        @Nullable Ack ack) {}

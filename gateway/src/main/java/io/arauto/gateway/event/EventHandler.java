package io.arauto.gateway.event;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Answers one kind of event. Runs on the event loop of the client.
 *
 * @param <C> on whose behalf
 */
@FunctionalInterface
public interface EventHandler<C> {
    /** The {@code ok} of the ack; a {@link Refusal}, thrown or as failure, becomes its {@code error}. */
    Future<JsonObject> handle(C caller, Payload payload);
}

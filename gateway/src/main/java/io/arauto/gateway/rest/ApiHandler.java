package io.arauto.gateway.rest;

import io.vertx.core.Future;

/** Answers one kind of request. Runs on the event loop of the connection. */
@FunctionalInterface
public interface ApiHandler {
    /** A {@link io.arauto.gateway.event.Refusal}, thrown or as failure, becomes a problem document. */
    Future<ApiAnswer> handle(ApiRequest request);
}

package io.arauto.gateway.session;

import io.vertx.core.Future;

/** Finds out what a session wants, when it already listens to all it may. */
@FunctionalInterface
public interface Receptions {
    Future<Reception> of(Session session);
}

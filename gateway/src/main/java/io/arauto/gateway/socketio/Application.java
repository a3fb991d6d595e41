package io.arauto.gateway.socketio;

import io.vertx.core.json.JsonObject;

/** What is above one namespace. Everything of one socket happens on that socket's event loop. */
@FunctionalInterface
public interface Application {
    /**
     * A client asks to join. It is answered, now or later, by {@link ClientSocket#accept}, {@link ClientSocket#refuse} or {@link
     * ClientSocket#close}.
     *
     * @param auth what the client sent along; empty when nothing
     */
    SocketListener onConnect(ClientSocket socket, JsonObject auth);
}

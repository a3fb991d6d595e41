package io.arauto.gateway.socketio;

import io.arauto.gateway.engineio.CloseReason;

/** Told what a client that has joined does. */
public interface SocketListener {
    void onEvent(ClientEvent event);

    /** The client has left, or was never let in; comes last and once. */
    void onDisconnect(CloseReason reason);
}

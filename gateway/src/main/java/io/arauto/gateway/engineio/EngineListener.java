package io.arauto.gateway.engineio;

import io.vertx.core.buffer.Buffer;

/** The layer above one connection. All calls come on the connection's event loop, {@link #onClose} last and once. */
public interface EngineListener {
    /** A text message; a {@link ProtocolException} closes the connection. */
    void onText(String message);

    /** A binary message; a {@link ProtocolException} closes the connection. */
    void onBinary(Buffer message);

    void onClose(CloseReason reason);
}

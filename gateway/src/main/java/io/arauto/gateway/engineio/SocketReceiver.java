package io.arauto.gateway.engineio;

import io.netty.channel.Channel;
import io.vertx.core.internal.ContextInternal;

/** Brings what a WebSocket receives to its socket, over to the socket's event loop where that is another one. */
final class SocketReceiver implements WebSocketHandler.Receiver {
    private final EngineSocket socket;
    private final boolean sameLoop;

    SocketReceiver(EngineSocket socket, Channel channel) {
        this.socket = socket;
        this.sameLoop = ((ContextInternal) socket.context()).nettyEventLoop().equals(channel.eventLoop());
    }

    @Override
    public void onPacket(IncomingPacket packet) {
        execute(() -> socket.receive(packet));
    }

    @Override
    public void onEnd(CloseReason reason) {
        execute(() -> socket.transportEnded(reason));
    }

    private void execute(Runnable action) {
        if (sameLoop) {
            ((ContextInternal) socket.context()).dispatch(action);
        } else {
            socket.context().runOnContext(_ -> action.run());
        }
    }
}

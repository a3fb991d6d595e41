package io.arauto.gateway.engineio;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket that is to take the place of polling: {@code 2probe} is answered with {@code 3probe}, the client lets its last poll end
 * and sends {@code 5}. Anything else ends the WebSocket, and polling goes on.
 */
final class UpgradeProbe implements WebSocketHandler.Receiver {
    private final EngineSocket socket;
    private final PollingTransport polling;
    private final WebSocketTransport transport;
    private final Channel channel;
    private final SocketReceiver upgradedReceiver;
    private boolean probed;
    private boolean upgraded;
    private boolean failed;

    UpgradeProbe(EngineSocket socket, PollingTransport polling, WebSocketTransport transport, Channel channel) {
        this.socket = socket;
        this.polling = polling;
        this.transport = transport;
        this.channel = channel;
        this.upgradedReceiver = new SocketReceiver(socket, channel);
    }

    void expireAfter(Duration timeout) {
        channel.eventLoop().schedule(this::failUnlessUpgraded, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onPacket(IncomingPacket packet) {
        if (upgraded) {
            upgradedReceiver.onPacket(packet);
        } else if (packet instanceof IncomingPacket.ProbePing && !probed) {
            probed = true;
            channel.writeAndFlush(Unpooled.wrappedBuffer(Frame.PONG_PROBE.webSocketBytes()));
            onSocketLoop(polling::beginUpgrade);
        } else if (packet instanceof IncomingPacket.Upgrade && probed) {
            upgraded = true;
            onSocketLoop(this::switchTransport);
        } else {
            failUnlessUpgraded();
        }
    }

    private void switchTransport() {
        if (!socket.isOpen()) {
            transport.close();
            return;
        }
        socket.transport(transport);
        polling.takeQueue().forEach(transport::send);
        polling.replaced();
    }

    @Override
    public void onEnd(CloseReason reason) {
        if (upgraded) {
            upgradedReceiver.onEnd(reason);
        } else {
            failUnlessUpgraded();
        }
    }

    private void failUnlessUpgraded() {
        if (!upgraded && !failed) {
            failed = true;
            channel.close();
            onSocketLoop(polling::abandonUpgrade);
        }
    }

    private void onSocketLoop(Runnable action) {
        socket.context().runOnContext(_ -> action.run());
    }
}

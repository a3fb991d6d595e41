package io.arauto.gateway.engineio;

import io.vertx.core.Context;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection of one client, whatever its transport is at the moment. Lives on the event loop of its handshake.
 */
public final class EngineSocket {
    private static final long NO_PING = 0;

    private final String id;
    private final Handshake handshake;
    private final Context context;
    private final Heartbeat heartbeat;
    private final EngineListener listener;
    private final SocketClosed closed;
    private Transport transport;
    private boolean open = true;
    private long pongDeadline;
    private FixedDelay.@Nullable Due nextBeat;

    /** Told when a socket is gone, so that its id is forgotten. */
    interface SocketClosed {
        void forget(EngineSocket socket, CloseReason reason);
    }

    EngineSocket(
            String id,
            Handshake handshake,
            Context context,
            Heartbeat heartbeat,
            SocketClosed closed,
            Function<EngineSocket, Transport> transport,
            Function<EngineSocket, EngineListener> listener) {
        this.id = id;
        this.handshake = handshake;
        this.context = context;
        this.heartbeat = heartbeat;
        this.closed = closed;
        this.transport = transport.apply(this);
        this.listener = listener.apply(this);
    }

    public Handshake handshake() {
        return handshake;
    }

    public Context context() {
        return context;
    }

    /** {@code websocket} or {@code polling}. */
    public String transportName() {
        return transport.name();
    }

    /** Bytes that wait for this client; may be asked from any thread, as a figure that need not be of this moment. */
    long queuedBytes() {
        return transport.pendingBytes();
    }

    public boolean isOpen() {
        return open;
    }

    public long pendingBytes() {
        return transport.pendingBytes();
    }

    public void send(Frame frame) {
        if (open) {
            transport.send(frame);
        }
    }

    /** Ends the connection; stock clients reconnect. */
    public void close(CloseReason reason) {
        if (open) {
            end(reason);
            transport.close();
        }
    }

    String id() {
        return id;
    }

    Transport transport() {
        return transport;
    }

    /** The client has moved to another transport; what the old one still held has been taken over. */
    void transport(Transport upgraded) {
        transport = upgraded;
    }

    /** Begins with the pings. */
    void beat() {
        nextBeat = heartbeat.pingLater(this);
    }

    /** @param deadline until when the pong has to come, by {@link System#nanoTime} */
    void ping(long deadline, FixedDelay.Due overdue) {
        nextBeat = overdue;
        pongDeadline = deadline == NO_PING ? deadline + 1 : deadline;
        transport.send(Frame.PING);
    }

    /** Closes the connection when a pong is due; the timer that sees to it may be a little late, and a request a little earlier. */
    void closeIfPongIsOverdue() {
        if (pongDeadline != NO_PING && System.nanoTime() - pongDeadline >= 0) {
            close(CloseReason.PING_TIMEOUT);
        }
    }

    /** A packet has come in over the current transport. */
    void receive(IncomingPacket packet) {
        if (!open) {
            return;
        }
        try {
            switch (packet) {
                case IncomingPacket.Message(var text) -> listener.onText(text);
                case IncomingPacket.Binary(var bytes) -> listener.onBinary(bytes);
                case IncomingPacket.Pong _ -> pong();
                case IncomingPacket.Close _ -> transportEnded(CloseReason.TRANSPORT_CLOSED);
                case IncomingPacket.Upgrade _, IncomingPacket.Noop _ -> {}
                case IncomingPacket.Ping _, IncomingPacket.ProbePing _ ->
                    throw new ProtocolException("it is the server that pings");
            }
        } catch (ProtocolException _) {
            close(CloseReason.PARSE_ERROR);
        }
    }

    private void pong() {
        if (pongDeadline != NO_PING) {
            pongDeadline = NO_PING;
            stopBeat();
            beat();
        }
    }

    /** The transport is gone, or its peer has said good-bye. */
    void transportEnded(CloseReason reason) {
        if (open) {
            end(reason);
            transport.peerClosed();
        }
    }

    private void stopBeat() {
        if (nextBeat != null) {
            nextBeat.cancel();
            nextBeat = null;
        }
    }

    private void end(CloseReason reason) {
        open = false;
        stopBeat();
        closed.forget(this, reason);
        listener.onClose(reason);
    }
}
